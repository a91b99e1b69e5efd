import type { ExecutionRecord, LegState } from '@surefoot/shared/messages'

/** The ways in which an execution can end; several may be true of one. */
export const OUTCOMES = [
  'both_accepted',
  'hedged',
  'hedged_by_next_choice',
  'residue_hedged',
  'bet_voided',
  'left_to_person',
  'leg_escalated',
  'leg_absent',
  'leg_found',
  'leg_rejected',
  'nothing_placed',
  'paper',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export function outcomesOf({ execution, legs, hedgeEvents }: ExecutionRecord): Outcome[] {
  const has = (state: LegState): boolean => legs.some((leg) => leg.state === state)
  const isAccepted = (role: string): boolean =>
    legs.some((leg) => leg.role === role && leg.state === 'ACCEPTED')
  const holds: Record<Outcome, boolean> = {
    both_accepted: isAccepted('A') && isAccepted('B'),
    hedged: isAccepted('H'),
    hedged_by_next_choice: legs.some(
      ({ legId, state }) => legId.endsWith('-H2') && state === 'ACCEPTED',
    ),
    residue_hedged: ['A', 'B', 'H'].every(isAccepted),
    bet_voided: legs.some(({ settlement }) => settlement?.result === 'void'),
    left_to_person: hedgeEvents.some(({ step }) => step === 'escalated'),
    leg_escalated: has('ESCALATED'),
    leg_absent: has('ABSENT'),
    leg_found: legs.some(({ reason }) => reason?.startsWith('Found as bet') === true),
    leg_rejected: has('REJECTED'),
    nothing_placed: legs.every(({ armedAt }) => armedAt === null),
    paper: execution.venue === 'paper',
  }
  return OUTCOMES.filter((outcome) => holds[outcome])
}
