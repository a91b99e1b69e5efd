/**
 * The life of a leg, as in "Outcome of a leg" of the safety document. The table is the only list of its moves:
 * the ledger refuses every other (invariant I10).
 */
import type { ExecutionRow, LegState } from '@surefoot/shared/messages'
import { defineTransitions, isFinalState, statesAfter } from './transitions.ts'

export type LegStatus = NonNullable<ExecutionRow['legA_status']>
export type FinalStatus = NonNullable<ExecutionRow['final_status']>

export const legTransitions = defineTransitions({
  AUTHORIZED: { PERMITTED: 'ARMED', DEADLINE_PASSED: 'VOID', REFUSED_BY_US: 'DENIED' },
  ARMED: { HELD: 'PENDING', TAKEN: 'ACCEPTED', REFUSED: 'REJECTED', NO_PROOF: 'UNKNOWN' },
  PENDING: { TAKEN: 'ACCEPTED', REFUSED: 'REJECTED', NO_PROOF: 'UNKNOWN' },
  UNKNOWN: { FOUND: 'ACCEPTED', PROVEN_ABSENT: 'ABSENT', NO_EVIDENCE: 'ESCALATED' },
  ESCALATED: { PERSON_FOUND: 'ACCEPTED', PERSON_SAYS_ABSENT: 'ABSENT' },
  ACCEPTED: {},
  REJECTED: {},
  ABSENT: {},
  DENIED: {},
  VOID: {},
} satisfies Record<LegState, Readonly<Record<string, LegState>>>)

const LIVE: ReadonlySet<LegState> = new Set([
  'AUTHORIZED',
  'ARMED',
  'PENDING',
  'UNKNOWN',
  'ESCALATED',
  'ACCEPTED',
])

const STATUS: Record<LegState, LegStatus | null> = {
  AUTHORIZED: null,
  ARMED: null,
  PENDING: null,
  ACCEPTED: 'success',
  REJECTED: 'failed',
  ABSENT: 'failed',
  DENIED: 'failed',
  VOID: 'failed',
  UNKNOWN: 'timeout',
  ESCALATED: 'timeout',
}

export function canMove(from: LegState, to: LegState): boolean {
  return statesAfter(legTransitions, from).includes(to)
}

/** Whether nothing can change the leg any more. */
export function isFinal(state: LegState): boolean {
  return isFinalState(legTransitions, state)
}

/** Whether the leg's stake is exposure: it is, or may be, or may become a bet. */
export function isLive(state: LegState): boolean {
  return LIVE.has(state)
}

/** The leg as the audit row's columns summarise it; null until something is known. */
export function legStatus(state: LegState): LegStatus | null {
  return STATUS[state]
}

/** The execution as its audit row summarises it: success only if both were accepted; null while a leg may still change. */
export function finalStatus(A: LegState, B: LegState): FinalStatus | null {
  if (!isFinal(A) || !isFinal(B)) return null
  return A === 'ACCEPTED' && B === 'ACCEPTED' ? 'success' : 'failed'
}
