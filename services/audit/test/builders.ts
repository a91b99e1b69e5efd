import { randomUUID } from 'node:crypto'
import { fromMinor, leastProfitOf, toMinor } from '@surefoot/arbitrage'
import {
  ledgerArm,
  ledgerClose,
  ledgerControl,
  ledgerEvidence,
  ledgerExecution,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerSettle,
  ledgerStatement,
  type Bet,
  type LegPlan,
  type Opportunity,
  type Receipt,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { TestLedger } from './open-ledger.ts'

export const DESK = 'main'
const EXECUTOR = 'executor-1'
/** A leg's id begins with its execution's. */
const UUID_LENGTH = 36

type OpenAsk = z.input<typeof ledgerOpen.body>
type RecordAsk = z.input<typeof ledgerRecord.body>

/** Later than a busy machine takes for a file of tests. */
export const inFuture = (ms = 600_000): string => new Date(Date.now() + ms).toISOString()

export function planLeg(
  executionId: string,
  role: 'A' | 'B' | 'H',
  change: Partial<LegPlan> = {},
): LegPlan {
  return {
    deskId: DESK,
    account: role === 'B' ? 'B' : 'A',
    legId: `${executionId}-${role}`,
    executionId,
    role,
    providerId: role === 'B' ? 'south' : 'north',
    contractVersion: 1,
    eventId: `event-${executionId}`,
    selectionId: `selection-${executionId}-${role}`,
    stake: '100.00',
    leastOdds: '1.9',
    deadline: inFuture(),
    venue: 'live',
    ...change,
  }
}

/** The opportunity that legs A and B are the plan of. */
function findOpportunity(
  executionId: string,
  matchId: string,
  plans: Readonly<Record<'A' | 'B', LegPlan>>,
): Opportunity {
  const leg = (
    { providerId, contractVersion, eventId, selectionId, stake }: LegPlan,
    outcome: 'home' | 'away',
  ) => ({
    providerId,
    contractVersion,
    currency: 'EUR',
    eventId,
    selectionId,
    outcome,
    odds: '2.1',
    stake,
    maxStake: null,
    receivedAt: Date.now(),
    // What `planLeg` hedges with.
    opposite:
      outcome === 'home'
        ? { selectionId: `selection-${executionId}-H`, outcome: 'away' as const, odds: '1.8' }
        : null,
  })
  const legs = { A: leg(plans.A, 'home'), B: leg(plans.B, 'away') }
  const least = leastProfitOf({ market: 'match_winner', line: null }, legs) ?? 0
  const staked = toMinor(legs.A.stake) + toMinor(legs.B.stake)
  return {
    opportunityId: `${matchId}:winner`,
    deskId: DESK,
    matchId,
    home: 'Reds',
    away: 'Blues',
    sport: 'tennis',
    start: inFuture(),
    market: 'match_winner',
    line: null,
    legs,
    profit: fromMinor(least),
    profitBps: staked === 0 ? 0 : Math.floor((least * 10_000) / staked),
    foundAt: Date.now(),
  }
}

export function askToOpen(
  executionId: string,
  {
    matchId = executionId,
    stake = '100.00',
    venue = 'live',
    A = {},
    B = {},
  }: {
    matchId?: string
    stake?: string
    venue?: 'live' | 'paper'
    A?: Partial<LegPlan>
    B?: Partial<LegPlan>
  } = {},
): OpenAsk {
  const legs = {
    A: planLeg(executionId, 'A', { stake, venue, ...A }),
    B: planLeg(executionId, 'B', { stake, venue, ...B }),
  }
  return {
    deskId: DESK,
    executionId,
    opportunity: findOpportunity(executionId, matchId, legs),
    venue,
    requestedBy: 'operator',
    deadline: inFuture(),
    legs,
  }
}

export const receipt = (change: Partial<Receipt> = {}): Receipt => ({
  state: 'ACCEPTED',
  stake: '100.00',
  odds: '2.1',
  betReference: 'bet-1',
  code: null,
  message: null,
  paper: false,
  raw: null,
  ...change,
})

/** An answer that gives a reference and no selection: whose bet that is nobody can say while another leg is unresolved. */
export const bareReceipt = (change: Partial<Receipt> = {}): Receipt =>
  receipt({ ...change, selectionId: undefined })

/** The bet that leg A or B became by the usual acts, as its provider lists it. */
export const betOf = (legId: string, change: Partial<Bet> = {}): Bet => ({
  betReference: `bet-${legId}`,
  selectionId: `selection-${legId}`,
  stake: '100.00',
  odds: '2.1',
  status: 'open',
  placedAt: new Date().toISOString(),
  returned: null,
  cashOut: null,
  ...change,
})

/** The usual acts of a test, each through the bus. */
export function createActs({ ask }: Pick<TestLedger, 'ask'>) {
  const control = (
    trading: 'RUN' | 'HALT_NEW' | 'HALT_ALL',
    deskId = DESK,
    venue: 'live' | 'paper' = 'live',
  ) => ask(ledgerControl, { deskId, change: { trading, venue }, actor: 'operator', reason: null })
  const report = (account: 'A' | 'B', change: Partial<z.input<typeof ledgerEvidence.body>> = {}) =>
    ask(ledgerEvidence, {
      deskId: DESK,
      account,
      providerId: account === 'A' ? 'north' : 'south',
      contractVersion: 1,
      executorId: EXECUTOR,
      epoch: 1,
      missing: [],
      ...change,
    })
  /** Of a browser that has read its account. */
  const lease = async (account: 'A' | 'B', { holder = EXECUTOR, ttlMs = 120_000 } = {}) => {
    const reply = await ask(ledgerLease, { resource: `account:${DESK}:${account}`, holder, ttlMs })
    if (reply.ok) await report(account, { executorId: holder, epoch: reply.epoch })
    return reply
  }
  const open = (executionId: string, change?: Parameters<typeof askToOpen>[1]) =>
    ask(ledgerOpen, askToOpen(executionId, change))
  const arm = (legId: string, change: Partial<z.input<typeof ledgerArm.body>> = {}) =>
    ask(ledgerArm, {
      legId,
      executorId: EXECUTOR,
      epoch: 1,
      nonce: randomUUID(),
      isSimulated: false,
      balanceBefore: '500.00',
      ...change,
    })
  /** As providers answer: with the selection of the leg, unless the receipt has another or is bare. */
  const named = async (legId: string, given: Receipt): Promise<Receipt> => {
    if ('selectionId' in given || given.betReference === null) return given
    const found = await ask(ledgerExecution, { executionId: legId.slice(0, UUID_LENGTH) })
    const leg = found.ok ? found.legs.find((one) => one.legId === legId) : undefined
    return leg === undefined ? given : { ...given, selectionId: leg.selectionId }
  }
  const record = async (legId: string, to: RecordAsk['to'], change: Partial<RecordAsk> = {}) => {
    const said = change.receipt && { receipt: await named(legId, change.receipt) }
    return ask(ledgerRecord, { legId, to, by: 'test', reason: `It is ${to}.`, ...change, ...said })
  }
  const accept = (legId: string, betReference = `bet-${legId}`) =>
    record(legId, 'ACCEPTED', { receipt: receipt({ betReference }) })
  const hedge = (
    executionId: string,
    step: z.input<typeof ledgerHedge.body>['step'],
    leg?: LegPlan,
    change: Partial<z.input<typeof ledgerHedge.body>> = {},
  ) =>
    ask(ledgerHedge, {
      executionId,
      step,
      details: step === 'covered' ? { worstCase: '-10.00' } : {},
      ...(leg === undefined ? {} : { leg }),
      ...change,
    })
  const settle = (
    legId: string,
    result: z.input<typeof ledgerSettle.body>['result'],
    returned: string,
  ) => ask(ledgerSettle, { legId, result, returned, by: 'operator' })
  const state = (
    account: 'A' | 'B',
    bets: readonly Bet[],
    readAt = new Date().toISOString(),
    providerId?: string,
  ) => {
    const of = { deskId: DESK, account, providerId }
    return ask(ledgerStatement, { ...of, bets: [...bets], balance: '400.00', readAt })
  }
  const close = (executionId: string) => ask(ledgerClose, { executionId, errorMessage: null })
  /** An execution whose legs A and B are accepted at 2.1 with 100.00 each; it is not closed. */
  const openAccepted = async (
    executionId: string = randomUUID(),
    change?: Parameters<typeof askToOpen>[1],
  ) => {
    await open(executionId, change)
    for (const role of ['A', 'B']) {
      await arm(`${executionId}-${role}`)
      await accept(`${executionId}-${role}`)
    }
    return executionId
  }
  /** A desk that trades, with both accounts' leases held by the executor at epoch 1. */
  const startTrading = async () => {
    await control('RUN')
    await lease('A')
    await lease('B')
  }
  return {
    control,
    lease,
    report,
    open,
    arm,
    record,
    accept,
    hedge,
    settle,
    state,
    close,
    openAccepted,
    startTrading,
  }
}
