import type { LegPlan } from '@surefoot/shared/messages'
import { check } from '../src/check.ts'
import type { Evidence } from '../src/evidence.ts'
import {
  buildBet,
  buildChain,
  buildEvidence,
  buildLeg,
  buildPlan,
  buildRecord,
  type Entry,
} from './build.ts'
import { armed, closed, controlled, hedged, opened, recorded } from './entries.ts'

/** The links of a leg that is armed and taken at once. */
export const taken = (plan: LegPlan, epoch = 1): Entry[] => [
  armed(plan, { epoch }),
  recorded(plan, 'ARMED', 'ACCEPTED'),
]

/** Both legs were accepted: links 3 to 6 place them. */
export const BOTH_ACCEPTED: readonly Entry[] = [
  controlled('RUN'),
  opened(),
  ...taken(buildPlan('A')),
  ...taken(buildPlan('B')),
  closed(),
]

/** The run that `BOTH_ACCEPTED` tells of. */
export function bothAccepted(change: Partial<Evidence> = {}): Evidence {
  const [A, B] = [buildPlan('A'), buildPlan('B')]
  return buildEvidence({
    links: buildChain(BOTH_ACCEPTED),
    records: [buildRecord([buildLeg(A, 'ACCEPTED'), buildLeg(B, 'ACCEPTED')])],
    bets: [buildBet(A, 3), buildBet(B, 5)],
    ...change,
  })
}

/** A was accepted, B rejected, and A is covered by a hedge. */
export const HEDGED: readonly Entry[] = [
  controlled('RUN'),
  opened(),
  ...taken(buildPlan('A')),
  armed(buildPlan('B')),
  recorded(buildPlan('B'), 'ARMED', 'REJECTED'),
  hedged('triggered'),
  hedged('planned', buildPlan('H')),
  ...taken(buildPlan('H')),
  hedged('covered'),
  closed(),
]

/** The run that `HEDGED` tells of. */
export function hedgedRun(change: Partial<Evidence> = {}): Evidence {
  const [A, B, H] = [buildPlan('A'), buildPlan('B'), buildPlan('H')]
  const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED'), buildLeg(H, 'ACCEPTED')]
  return buildEvidence({
    links: buildChain(HEDGED),
    records: [buildRecord(legs, { steps: ['triggered', 'planned', 'covered'] })],
    bets: [buildBet(A, 3), buildBet(H, 9)],
    ...change,
  })
}

/** A's outcome was unknown until a state that a person or evidence gave it; B was not placed. */
export function unknownRun(to: 'ACCEPTED' | 'ABSENT' | 'ESCALATED', entry: Entry): Evidence {
  const [A, B] = [buildPlan('A'), buildPlan('B')]
  const links = buildChain([
    controlled('RUN'),
    opened(),
    armed(A),
    recorded(A, 'ARMED', 'UNKNOWN'),
    recorded(B, 'AUTHORIZED', 'DENIED'),
    entry,
  ])
  const legs = [buildLeg(A, to), buildLeg(B, 'DENIED')]
  const closedAt = to === 'ESCALATED' ? null : undefined
  return buildEvidence({
    links,
    records: [buildRecord(legs, closedAt === undefined ? {} : { closedAt })],
  })
}

/** Which invariants a run has broken. */
export const broken = (evidence: Evidence): string[] => [
  ...new Set(check(evidence).map(({ invariant }) => invariant)),
]

/** The links of a story with some of them, counted from 1, replaced by others. */
export const changed = (
  story: readonly Entry[],
  links: Readonly<Record<number, readonly Entry[]>>,
): Entry[] => story.flatMap((entry, index) => links[index + 1] ?? [entry])
