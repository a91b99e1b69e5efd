import type { HedgeStep, LegPlan, LegState, Receipt } from '@surefoot/shared/messages'
import { buildPlan, buildReceipt, EXECUTION_ID, type Entry } from './build.ts'

/** The links of a chain, in the words of the ledger. */
export const controlled = (trading: 'RUN' | 'HALT_NEW' | 'HALT_ALL', deskId = 'main'): Entry => ({
  kind: 'desk.controlled',
  executionId: null,
  details: { deskId, control: { trading, mode: 'manual', venue: 'live' }, actor: 'a person' },
})

export const opened = (A = buildPlan('A'), B = buildPlan('B')): Entry => ({
  kind: 'execution.opened',
  executionId: A.executionId,
  details: { matchId: `match of ${A.executionId}`, legs: { A, B } },
})

export const armed = (
  { legId, executionId }: LegPlan,
  { epoch = 1, executorId = 'executor' } = {},
): Entry => ({
  kind: 'leg.armed',
  executionId,
  details: { executorId, epoch, permit: { legId } },
})

export interface RecordedChange {
  readonly receipt?: Receipt
  readonly evidence?: Record<string, unknown>
}

export const recorded = (
  { legId, executionId }: LegPlan,
  from: LegState,
  to: LegState,
  change: RecordedChange = to === 'ACCEPTED' ? { receipt: buildReceipt(legId) } : {},
): Entry => ({
  kind: 'leg.recorded',
  executionId,
  details: { legId, from, to, by: 'test', reason: to, ...change },
})

export const adopted = (
  { legId, executionId }: LegPlan,
  receipt: Receipt = buildReceipt(legId),
): Entry => ({
  kind: 'leg.adopted',
  executionId,
  details: { legId, from: 'AUTHORIZED', to: 'ACCEPTED', by: 'ops', reason: 'By hand.', receipt },
})

export const resized = ({ legId, executionId }: LegPlan, stake: string): Entry => ({
  kind: 'leg.resized',
  executionId,
  details: { legId, stake, leastOdds: '2', by: 'test' },
})

export const settled = ({ legId, executionId }: LegPlan): Entry => ({
  kind: 'leg.settled',
  executionId,
  details: { legId, result: 'won', returned: '210.00' },
})

export const hedged = (step: HedgeStep, leg?: LegPlan, by?: string): Entry => ({
  kind: `hedge.${step}`,
  executionId: leg?.executionId ?? EXECUTION_ID,
  details: {
    ...(leg === undefined ? {} : { leg, legId: leg.legId }),
    ...(by === undefined ? {} : { by }),
  },
})

export const reopened = (executionId = EXECUTION_ID): Entry => ({
  kind: 'execution.reopened',
  executionId,
  details: { by: 'ops' },
})

export const closed = (executionId = EXECUTION_ID): Entry => ({
  kind: 'execution.closed',
  executionId,
  details: { finalStatus: 'success', errorMessage: null },
})
