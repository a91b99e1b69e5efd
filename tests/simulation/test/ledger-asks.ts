import {
  ledgerArm,
  ledgerClose,
  ledgerControl,
  ledgerDue,
  ledgerEvidence,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerResize,
  ledgerSettle,
  ledgerStatement,
  ledgerUnfinished,
  hedgeStep,
  legState,
  settlementResult,
  type Bet,
  type Body,
  type LegPlan,
  type LegRole,
  type Receipt,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Random } from '../src/random.ts'
import { drawOpportunity } from './draw-opportunity.ts'

/** A question to the ledger, ready to be asked of whoever answers. */
export type Ask = <T>(
  to: <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    body: z.input<B>,
  ) => Promise<T>,
) => Promise<T>

export interface Pool {
  readonly random: Random
  readonly deskId: string
  /** Few, so that questions meet each other's executions. */
  readonly executionIds: readonly string[]
}

const EXECUTORS = ['executor-1', 'executor-2']
const STAKES = ['50.00', '100', '250.5', '600.00']
const MINUTE_MS = 60_000

/** Any question of the kinds that the simulated services ask, sensible or not. */
export function drawAsk(pool: Pool): Ask {
  const { random } = pool
  return random.pick(WEIGHTED)(pool)
}

const OPEN = (pool: Pool): Ask => {
  const { random, executionIds } = pool
  const body = openingOf(pool, random.pick(executionIds))
  return (to) => to(ledgerOpen, body)
}

export function openingOf(pool: Pool, executionId: string): z.input<typeof ledgerOpen.body> {
  const { random, deskId } = pool
  const venue = random.chance(0.9) ? 'live' : 'paper'
  const stake = random.pick(STAKES)
  const plan = (role: 'A' | 'B') => ({ ...planLeg(pool, executionId, role), stake })
  const legs = { A: plan('A'), B: plan('B') }
  return {
    deskId,
    executionId,
    opportunity: drawOpportunity(pool, `match-${random.between(1, 5)}`, legs),
    venue,
    requestedBy: 'operator',
    deadline: legs.B.deadline,
    legs: { A: { ...legs.A, venue }, B: { ...legs.B, venue } },
  }
}

const ARM = ({ random, executionIds }: Pool): Ask => {
  const legId = `${random.pick(executionIds)}-${random.pick(['A', 'B', 'H', 'H2'])}`
  const body = {
    legId,
    executorId: random.pick(EXECUTORS),
    epoch: random.pick([1, 1, 1, 2]),
    nonce: random.uuid(),
    isSimulated: random.chance(0.05),
    balanceBefore: random.pick(['1000', '999.50', null]),
  }
  return (to) => to(ledgerArm, body)
}

const RECORD = (pool: Pool): Ask => {
  const { random, deskId, executionIds } = pool
  const to = random.pick([...legState.options, 'ACCEPTED', 'ACCEPTED', 'ACCEPTED'] as const)
  const receipt = random.chance(0.7) ? { receipt: drawReceipt(pool, to) } : {}
  const evidence = random.chance(0.7) ? { evidence: { proof: 'none' } } : {}
  const legId = `${random.pick(executionIds)}-${random.pick(['A', 'A', 'B', 'H', 'H2'])}`
  // The desk is named: of a leg that is nobody's the real ledger would halt the desks of the other sequences too.
  const about = { legId, deskId, to, by: 'test', reason: `It is ${to}.` }
  const body = { ...about, ...receipt, ...evidence }
  return (ask) => ask(ledgerRecord, body)
}

const HEDGE = (pool: Pool): Ask => {
  const { random } = pool
  const executionId = random.pick(pool.executionIds)
  const step = random.pick(hedgeStep.options)
  const legId = `${executionId}-${random.pick(['H', 'H', 'H2', 'H3'])}`
  const of = random.chance(0.5) ? { legId } : {}
  const leg = step === 'planned' ? { leg: { ...planLeg(pool, executionId, 'H'), legId } } : of
  const by = random.chance(0.3) ? { by: 'operator' } : {}
  return (to) => to(ledgerHedge, { executionId, step, details: { message: step }, ...leg, ...by })
}

const CLOSE = ({ random, executionIds }: Pool): Ask => {
  const body = {
    executionId: random.pick(executionIds),
    errorMessage: random.pick([null, 'It went wrong']),
  }
  return (to) => to(ledgerClose, body)
}

const RESIZE = ({ random, executionIds }: Pool): Ask => {
  const legId = `${random.pick(executionIds)}-${random.pick(['A', 'B'])}`
  const stake = random.pick([...STAKES, '0'])
  return (to) => to(ledgerResize, { legId, stake, leastOdds: '1.90', by: 'test' })
}

const LEASE = ({ random, deskId, executionIds }: Pool): Ask => {
  const resource = random.pick([
    `account:${deskId}:A`,
    `account:${deskId}:B`,
    `execution:${random.pick(executionIds)}`,
  ])
  const ttlMs = random.pick([MINUTE_MS, MINUTE_MS, MINUTE_MS, 0])
  const holder = random.pick(EXECUTORS)
  return (to) => to(ledgerLease, { resource, holder, ttlMs })
}

const EVIDENCE = ({ random, deskId }: Pool): Ask =>
  reportOf({
    deskId,
    account: random.pick(['A', 'B'] as const),
    contractVersion: random.pick([1, 1, 1, 2]),
    executorId: random.pick(EXECUTORS),
    epoch: random.pick([1, 1, 1, 2]),
    missing: random.chance(0.7) ? [] : [{ part: 'lists', why: 'the answer is not JSON' }],
  })

type Report = z.input<typeof ledgerEvidence.body>

/** What a browser of the account's provider has not read. */
export function reportOf(report: Omit<Report, 'providerId'>): Ask {
  const body = { ...report, providerId: report.account === 'A' ? 'north' : 'south' }
  return (to) => to(ledgerEvidence, body)
}

const CONTROL = ({ random, deskId }: Pool): Ask => {
  const trading = random.pick(['RUN', 'RUN', 'RUN', 'RUN', 'HALT_NEW', 'HALT_ALL'] as const)
  const venue = random.chance(0.9) ? ('live' as const) : ('paper' as const)
  const guard = random.chance(0.3) ? { ifTrading: 'RUN' as const } : {}
  const body = { deskId, change: { trading, venue }, ...guard, actor: 'operator', reason: null }
  return (to) => to(ledgerControl, body)
}

const SETTLE = ({ random, executionIds }: Pool): Ask => {
  const legId = `${random.pick(executionIds)}-${random.pick(['A', 'B', 'H', 'H2'])}`
  const result = random.pick(settlementResult.options)
  const returned = random.pick(['0', '210.00', '100'])
  return (to) => to(ledgerSettle, { legId, result, returned, by: 'operator' })
}

const STATEMENT = (pool: Pool): Ask => {
  const { random, deskId } = pool
  const bets = Array.from({ length: random.between(0, 3) }, () => drawBet(pool))
  const readAt = new Date(Date.now() - random.pick([0, 0, 5000])).toISOString()
  const account = random.pick(['A', 'B'] as const)
  return (to) => to(ledgerStatement, { deskId, account, bets, balance: '900.5', readAt })
}

const READ = ({ random, deskId, executionIds }: Pool): Ask => {
  const executionId = random.pick(executionIds)
  const reads: Ask[] = [
    (to) => to(ledgerExecution, { executionId }),
    (to) => to(ledgerExposure, { deskId }),
    (to) => to(ledgerUnfinished, { deskId }),
    (to) => to(ledgerExecutions, { deskId, limit: 50 }),
    (to) => to(ledgerDue, {}),
  ]
  return random.pick(reads)
}

/** More often what comes more often. */
const WEIGHTED = [
  OPEN,
  ARM,
  ARM,
  RECORD,
  RECORD,
  RECORD,
  HEDGE,
  CLOSE,
  RESIZE,
  LEASE,
  EVIDENCE,
  CONTROL,
  SETTLE,
  STATEMENT,
  READ,
  READ,
]

export function planLeg({ random, deskId }: Pool, executionId: string, role: LegRole): LegPlan {
  const account = role === 'B' ? 'B' : 'A'
  const lateMs = random.chance(0.02) ? -1000 : MINUTE_MS
  return {
    deskId: random.chance(0.03) ? 'another' : deskId,
    account,
    legId: `${executionId}-${role}`,
    executionId,
    role,
    providerId: account === 'A' ? 'north' : 'south',
    contractVersion: 1,
    eventId: `event-${random.between(1, 8)}`,
    selectionId: `selection-${random.between(1, 5)}`,
    stake: random.pick(STAKES),
    leastOdds: random.pick(['1.9', '2.00']),
    deadline: new Date(Date.now() + lateMs).toISOString(),
    venue: 'live',
  }
}

/** References are few, so that legs claim each other's bets, and the same at every desk, as they count up in each account. */
export function referenceOf({ random }: Pool): string {
  return `bet-${random.between(1, 30)}`
}

export function drawReceipt(pool: Pool, to: string): Receipt {
  const { random } = pool
  const state = to === 'PENDING' || to === 'REJECTED' || to === 'UNKNOWN' ? to : 'ACCEPTED'
  return {
    state: random.chance(0.95) ? state : 'REJECTED',
    stake: random.chance(0.05) ? '2500' : random.pick(['100.00', '50', null]),
    odds: random.pick(['2.10', '2', null]),
    betReference: random.chance(0.8) ? referenceOf(pool) : null,
    code: null,
    message: null,
    paper: random.chance(0.1),
    raw: null,
  }
}

function drawBet(pool: Pool): Bet {
  const { random } = pool
  return {
    betReference: referenceOf(pool),
    selectionId: `selection-${random.between(1, 3)}`,
    stake: random.pick(['100.00', '50']),
    odds: random.pick(['2.10', '2']),
    status: random.pick(['pending', 'open', 'open', 'won', 'lost', 'void', 'cashed_out']),
    placedAt: new Date(Date.now()).toISOString(),
    returned: random.pick([null, '0', '210.00', '100.00']),
    cashOut: null,
  }
}
