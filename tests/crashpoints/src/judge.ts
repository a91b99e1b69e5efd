import { check, collectEvidence, type Quota } from '@surefoot/checker'
import { FAULT_KINDS, type FaultKind } from './fault.ts'
import type { Report } from './report.ts'
import type { Run } from './run-all.ts'
import { CAPS } from './settings.ts'
import type { World } from './world.ts'

export type Verdict = Pick<
  Report,
  | 'scenarios'
  | 'cases'
  | 'runs'
  | 'faults'
  | 'bets'
  | 'executions'
  | 'links'
  | 'violations'
  | 'late'
>

/** Of a whole run; cases are only left out with the scenario that they are of. */
const WANTED: Quota = {
  bets: 500,
  faults: { 'killed-before': 100, 'killed-after': 100, 'reply-lost': 100, paused: 100 },
}

/** Hold what all cases left behind against I1–I18. */
export async function judge(
  { patient }: World,
  runs: readonly Run[],
  { isWhole }: { readonly isWhole: boolean },
): Promise<Verdict> {
  const results = runs.map(({ result }) => result)
  const bets = results.flatMap((result) => result.bets)
  const faults = countFaults(runs)
  const collected = await collectEvidence({
    bus: patient,
    deskIds: results.map(({ deskId }) => deskId),
    counts: null,
    bets,
    caps: CAPS,
    isQuiet: true,
    quota: isWhole ? { wanted: WANTED, reached: { bets: bets.length, faults } } : null,
  })
  // As it stood when each case was over: afterwards its bets were settled.
  const exposure = {
    ledger: results.flatMap(({ counts }) => counts.ledger),
    redis: results.flatMap(({ counts }) => counts.redis),
  }
  const violations = check({ ...collected, exposure }).map(({ invariant, subject, details }) => ({
    case: caseOf(subject, runs),
    invariant,
    subject,
    details,
  }))
  const cases = [...new Map(runs.map((run) => [run.name, run])).values()].filter(
    ({ kind }) => kind !== null,
  )
  return {
    scenarios: countBy(cases, ({ scenario }) => scenario),
    cases: cases.length,
    runs: runs.length,
    faults,
    bets: bets.length,
    executions: collected.records.length,
    links: collected.links.length,
    violations: [...violations, ...missed(runs)],
    late: Object.fromEntries(
      runs.flatMap(({ name, result }) => (result.late === null ? [] : [[name, result.late]])),
    ),
  }
}

/** The case whose execution, desk or bet the subject names. */
function caseOf(subject: string, runs: readonly Run[]): string | null {
  const run = runs.find(
    ({ result }) => subject.includes(result.executionId) || subject.includes(result.deskId),
  )
  return run?.name ?? null
}

/** I15, of one case: its fault did not happen, or its rehearsal went another way, so that it shows nothing. */
function missed(runs: readonly Run[]): Report['violations'] {
  const byName = Map.groupBy(runs, ({ name }) => name)
  return [...byName]
    .filter(([, tries]) => !tries.some(({ isGood }) => isGood))
    .map(([name, tries]) => ({
      case: name,
      invariant: 'I15',
      subject: name,
      details: `It did not go as it was to, ${tries.length} times`,
    }))
}

function countFaults(runs: readonly Run[]): Record<FaultKind, number> {
  const met = countBy(
    runs.filter(({ isGood }) => isGood),
    ({ kind }) => kind ?? 'none',
  )
  const count = (kind: FaultKind): number => met[kind] ?? 0
  const [before, after, lost, paused] = FAULT_KINDS
  return {
    [before]: count(before),
    [after]: count(after),
    [lost]: count(lost),
    [paused]: count(paused),
  }
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const groups = Map.groupBy(items, keyOf)
  return Object.fromEntries([...groups].map(([key, some]) => [key, some.length]))
}
