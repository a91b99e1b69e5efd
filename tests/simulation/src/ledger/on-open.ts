import { faultOfPlan, overCap } from '@surefoot/audit'
import { toMinor } from '@surefoot/arbitrage'
import { refusePlan } from '@surefoot/execution-rules'
import {
  ACCOUNTS,
  ok,
  refuse,
  type ledgerOpen,
  type ledgerResize,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readMatchExposure } from './exposure.ts'
import { appendLink } from './links.ts'
import {
  authorizeLegs,
  changeLeg,
  changeRow,
  findRecord,
  plainMoney,
  plainOdds,
} from './records.ts'
import { deskOf, instant, legsOf, type LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerOpen.body>

export function onOpen(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerOpen.reply> {
  const { deskId, executionId, opportunity, legs, venue, requestedBy, deadline } = ask
  const fault = ACCOUNTS.map((role) => faultOfPlan(legs[role], { ...ask, role })).find(Boolean)
  if (fault !== undefined) return refuse('INVALID_LEG', fault)
  deskOf(ledger, deskId)
  const known = findRecord(ledger, executionId)
  if (known !== undefined) return ok({ ...known, created: false })
  const refusal = refuseToOpen(ledger, ask)
  if (refusal !== undefined) return refusal
  insertRow(ledger, ask)
  authorizeLegs(ledger, opportunity.matchId, [legs.A, legs.B])
  const { matchId } = opportunity
  const details = { matchId, venue, requestedBy, deadline, legs, opportunity }
  appendLink(ledger, { kind: 'execution.opened', executionId, details })
  const record = findRecord(ledger, executionId)
  if (record === undefined) throw new Error(`Execution ${executionId} was not written`)
  return ok({ ...record, created: true })
}

function refuseToOpen(ledger: LedgerModel, ask: Ask): Refusal | undefined {
  const { deskId, opportunity, legs, venue } = ask
  const unsound = refusePlan(ask, ledger)
  if (unsound !== undefined) return unsound
  const { control } = deskOf(ledger, deskId)
  const { matchId } = opportunity
  if (control.trading !== 'RUN')
    return refuse('HALTED', `The desk is in ${control.trading}: nothing new is opened.`)
  if (control.venue !== venue)
    return refuse(
      'VENUE',
      `The execution was asked for on ${venue}, but the desk is on ${control.venue} now: ask again.`,
    )
  for (const account of ACCOUNTS) {
    const exposure = readMatchExposure(ledger, matchId, legs[account])
    const addition = { matchId, stakeMinor: toMinor(legs[account].stake) }
    const over = overCap(ledger, account, exposure, addition)
    if (over !== undefined) return over
  }
  const isBusy = [...ledger.state.executions.values()].some(
    ({ row }) =>
      row.deskId === deskId &&
      row.closedAt === null &&
      (row.matchId === matchId || isOnEvent(ledger, row.id, legs)),
  )
  return isBusy ? refuse('MATCH_BUSY', `Another execution of ${matchId} is open.`) : undefined
}

/** Whether a leg of the execution is on the provider's event of the leg at the same account. */
function isOnEvent(ledger: LedgerModel, executionId: string, plans: Ask['legs']): boolean {
  return legsOf(ledger, executionId).some(({ leg: { account, providerId, eventId } }) => {
    const plan = plans[account]
    return providerId === plan.providerId && eventId === plan.eventId
  })
}

function insertRow(ledger: LedgerModel, ask: Ask): void {
  const { deskId, executionId, opportunity, legs, venue, requestedBy, deadline } = ask
  const { A, B } = opportunity.legs
  const { matchId, home, away, sport, market, line } = opportunity
  const row = {
    id: executionId,
    timestamp: instant(ledger.nowMs()),
    deskId,
    matchId,
    home,
    away,
    sport,
    market,
    line,
    providerA: legs.A.providerId,
    providerB: legs.B.providerId,
    stakeA: plainMoney(legs.A.stake),
    stakeB: plainMoney(legs.B.stake),
    oddsA: plainOdds(A.odds),
    oddsB: plainOdds(B.odds),
    outcomeA: A.outcome,
    outcomeB: B.outcome,
    legA_status: null,
    legB_status: null,
    hedge_triggered: false,
    final_status: null,
    error_message: null,
    expectedProfit: plainMoney(opportunity.profit),
    profit: null,
    venue,
    requestedBy,
    deadline,
    closedAt: null,
    hedge: null,
  }
  ledger.state.executions.set(executionId, { row, opportunity, hedgeEvents: [], bookedAtMs: null })
}

export function onResize(
  ledger: LedgerModel,
  { legId, stake, leastOdds, by }: z.output<typeof ledgerResize.body>,
): Reply<typeof ledgerResize.reply> {
  if (Number(stake) <= 0)
    return refuse('INVALID_LEG', `Leg ${legId} cannot be re-sized to no stake.`)
  const target = ledger.state.legs.get(legId)
  if (target === undefined) return refuse('NOT_AUTHORIZED', `There is no leg ${legId}.`)
  const { state, role, executionId } = target.leg
  if (state !== 'AUTHORIZED')
    return refuse('NOT_AUTHORIZED', `Leg ${legId} is ${state}: it can no longer be re-sized.`)
  const plain = { stake: plainMoney(stake), leastOdds: plainOdds(leastOdds) }
  const { leg } = changeLeg(ledger, target, plain)
  if (role === 'A') changeRow(ledger, executionId, { stakeA: plain.stake })
  if (role === 'B') changeRow(ledger, executionId, { stakeB: plain.stake })
  const details = { legId, stake, leastOdds, by }
  appendLink(ledger, { kind: 'leg.resized', executionId, details })
  return ok({ leg })
}
