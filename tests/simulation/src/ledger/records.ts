import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRecord, LegPlan, Leg } from '@surefoot/shared/messages'
import { instant, legsOf, type LedgerExecution, type LedgerLeg, type LedgerModel } from './state.ts'

/** Money as Postgres gives back what was stored in hundredths. */
export function plainMoney(money: string): string {
  return fromMinor(toMinor(money))
}

/** Odds without the zeros at their end. */
export function plainOdds(odds: string): string {
  return odds.includes('.') ? odds.replace(/\.?0+$/, '') : odds
}

/** An execution with all that the ledger knows of it; undefined if there is none. */
export function findRecord(ledger: LedgerModel, executionId: string): ExecutionRecord | undefined {
  const execution = ledger.state.executions.get(executionId)
  if (execution === undefined) return undefined
  const { row, opportunity, hedgeEvents } = execution
  return {
    execution: row,
    opportunity,
    legs: legsOf(ledger, executionId).map(({ leg }) => leg),
    hedgeEvents: [...hedgeEvents],
  }
}

/** Writes legs of one match into the plan: nothing of them has been sent. */
export function authorizeLegs(
  ledger: LedgerModel,
  matchId: string,
  plans: readonly LegPlan[],
): void {
  for (const plan of plans) {
    const leg: Leg = {
      ...plan,
      stake: plainMoney(plan.stake),
      leastOdds: plainOdds(plan.leastOdds),
      state: 'AUTHORIZED',
      receipt: null,
      reason: null,
      armedAt: null,
      balanceBefore: null,
      settlement: null,
      changedAt: instant(ledger.nowMs()),
    }
    const nothing = { betReference: null, acceptedStake: null, permitEpoch: null }
    ledger.state.legs.set(plan.legId, { leg, matchId, ...nothing })
  }
}

/** Changes a leg; answers it as it is then. */
export function changeLeg(
  { state, nowMs }: LedgerModel,
  before: LedgerLeg,
  change: Partial<Leg>,
  own: Partial<Omit<LedgerLeg, 'leg'>> = {},
): LedgerLeg {
  const leg = { ...before.leg, ...change, changedAt: instant(nowMs()) }
  const after = { ...before, ...own, leg }
  state.legs.set(leg.legId, after)
  return after
}

/** Changes the row of an execution. */
export function changeRow(
  { state }: LedgerModel,
  executionId: string,
  change: Partial<ExecutionRecord['execution']>,
  own: Partial<Omit<LedgerExecution, 'row'>> = {},
): void {
  const before = state.executions.get(executionId)
  if (before === undefined) return
  state.executions.set(executionId, { ...before, ...own, row: { ...before.row, ...change } })
}
