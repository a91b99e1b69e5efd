import { isFinal } from '@surefoot/arbitrage'
import { latestHedge, nextHedgeLegId } from '@surefoot/execution-rules'
import {
  ledgerArm,
  ledgerClose,
  ledgerControl,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerSettle,
  ledgerStatement,
  type Bet,
  type Leg,
  type LegState,
} from '@surefoot/shared/messages'
import { deskOf, legsOf, type LedgerLeg, type LedgerModel } from '../src/ledger/state.ts'
import {
  drawAsk,
  drawReceipt,
  openingOf,
  planLeg,
  referenceOf,
  reportOf,
  type Ask,
  type Pool,
} from './ledger-asks.ts'

/** What a leg can become of the state it is in, by a record that the ledger takes. */
const NEXT: Partial<Record<LegState, readonly LegState[]>> = {
  ARMED: ['ACCEPTED', 'ACCEPTED', 'REJECTED', 'PENDING', 'UNKNOWN'],
  PENDING: ['ACCEPTED', 'REJECTED', 'UNKNOWN'],
  UNKNOWN: ['ACCEPTED', 'ABSENT', 'ESCALATED'],
  ESCALATED: ['ACCEPTED', 'ABSENT'],
}

/** A question that brings the desk further, so that sequences come far; now and then any question at all. */
export function drawStep(pool: Pool, ledger: LedgerModel): Ask {
  const { random, deskId } = pool
  if (random.chance(0.3)) return drawAsk(pool)
  const { trading, venue } = deskOf(ledger, deskId).control
  if (trading !== 'RUN' || venue !== 'live') return run(pool)
  for (const account of ['A', 'B'] as const) {
    const lease = ledger.state.leases.get(`account:${deskId}:${account}`)
    if (lease === undefined || lease.expiresAtMs <= ledger.nowMs()) return take(pool, account)
    const { holder: executorId, epoch } = lease
    const isRead = [...ledger.state.evidence].some(
      ([key, known]) =>
        key.startsWith(`${deskId} ${account} `) &&
        known.epoch === epoch &&
        known.executorId === executorId,
    )
    if (!isRead)
      return reportOf({ deskId, account, contractVersion: 1, executorId, epoch, missing: [] })
  }
  const over = pool.executionIds.find((id) => isOver(ledger, id))
  if (over !== undefined && random.chance(0.2))
    return random.pick([settle, tell, tell])(pool, legsOf(ledger, over))
  const lone = pool.executionIds.find((id) => isExposed(legsOf(ledger, id)))
  const executionId =
    lone !== undefined && random.chance(0.2) ? lone : random.pick(pool.executionIds)
  const legs = legsOf(ledger, executionId)
  return legs.length === 0 ? begin(pool, executionId) : goOn(pool, ledger, legs)
}

function run({ deskId }: Pool): Ask {
  const change = { trading: 'RUN', venue: 'live' } as const
  return (to) => to(ledgerControl, { deskId, change, actor: 'operator', reason: null })
}

function take({ deskId }: Pool, account: string): Ask {
  const resource = `account:${deskId}:${account}`
  return (to) => to(ledgerLease, { resource, holder: 'executor-1', ttlMs: 60_000 })
}

function begin(pool: Pool, executionId: string): Ask {
  const body = openingOf(pool, executionId)
  return (to) => to(ledgerOpen, body)
}

/** The next step of an execution from where it stands. */
function goOn(pool: Pool, ledger: LedgerModel, legs: readonly LedgerLeg[]): Ask {
  const { random } = pool
  const open = legs.find(({ leg }) => leg.state in NEXT || leg.state === 'AUTHORIZED')
  if (open === undefined) {
    const execution = ledger.state.executions.get(legs[0]?.leg.executionId ?? '')
    const isClosed = execution?.row.closedAt !== null
    if (isClosed && isExposed(legs)) return random.pick([choose, choose, settle, tell])(pool, legs)
    if (isExposed(legs)) return random.pick([hedge, hedge, hedge, close])(pool, legs)
    return random.pick(isClosed ? [settle, settle, tell] : [close, close, hedge, tell])(pool, legs)
  }
  const { leg } = open
  if (leg.state !== 'AUTHORIZED') return record(pool, leg)
  const first = legs.find((one) => one.leg.role === 'A')?.leg
  if (leg.role === 'B' && first?.state !== 'ACCEPTED') return deny(leg)
  return random.chance(leg.role === 'H' ? 0.5 : 0.9) ? arm(pool, ledger, leg) : deny(leg)
}

function arm({ random, deskId }: Pool, ledger: LedgerModel, { legId, account }: Leg): Ask {
  const lease = ledger.state.leases.get(`account:${deskId}:${account}`)
  const body = {
    legId,
    executorId: lease?.holder ?? 'executor-1',
    epoch: lease?.epoch ?? 1,
    nonce: random.uuid(),
    isSimulated: false,
    balanceBefore: '1000.00',
  }
  return (to) => to(ledgerArm, body)
}

function record(pool: Pool, { legId, state, selectionId }: Leg): Ask {
  const next: readonly LegState[] = NEXT[state] ?? ['ACCEPTED']
  const to = pool.random.pick(next)
  // A bare reference is doubted while another leg is unresolved: then too few are accepted.
  const named = pool.random.chance(0.7) ? { selectionId } : {}
  const body = {
    legId,
    to,
    by: 'test',
    reason: `It is ${to}.`,
    receipt: { ...drawReceipt(pool, to), ...named },
    evidence: { proof: 'seen' },
  }
  return (ask) => ask(ledgerRecord, body)
}

function deny({ legId }: Leg): Ask {
  const body = { legId, to: 'DENIED', by: 'test', reason: 'No.' } as const
  return (to) => to(ledgerRecord, body)
}

function close(_: Pool, [first]: readonly LedgerLeg[]): Ask {
  const body = { executionId: first?.leg.executionId ?? '', errorMessage: null }
  return (to) => to(ledgerClose, body)
}

/** Whether it is closed with a bet, which ends, and may be called otherwise afterwards. */
function isOver(ledger: LedgerModel, executionId: string): boolean {
  const isClosed = (ledger.state.executions.get(executionId)?.row.closedAt ?? null) !== null
  return isClosed && legsOf(ledger, executionId).some(({ leg }) => leg.state === 'ACCEPTED')
}

/** Whether a bet of the pair has no partner, and every leg has ended. */
function isExposed(legs: readonly LedgerLeg[]): boolean {
  const pair = legs.filter(({ leg }) => leg.role !== 'H')
  const inForce = pair.filter(({ leg }) => leg.state === 'ACCEPTED' && leg.settlement === null)
  return inForce.length === 1 && legs.every(({ leg }) => isFinal(leg.state))
}

/** A next hedge leg, perhaps an operator's, or a step of the latest one, or of before any. */
function hedge(pool: Pool, legs: readonly LedgerLeg[]): Ask {
  const { random } = pool
  if (random.chance(0.5)) return random.pick([plan, choose])(pool, legs)
  const executionId = legs[0]?.leg.executionId ?? ''
  const latest = latestHedge({ legs: legs.map(({ leg }) => leg) })
  const step = random.pick(['covered', 'failed', 'failed', 'escalated'] as const)
  const of = latest === undefined ? {} : { legId: latest.legId }
  return (to) => to(ledgerHedge, { executionId, step, details: { message: step }, ...of })
}

/** An operator's choice. */
function choose(pool: Pool, legs: readonly LedgerLeg[]): Ask {
  return plan(pool, legs, { by: 'operator' })
}

/** The next hedge leg; now and then on the selection of the one before. */
function plan(pool: Pool, legs: readonly LedgerLeg[], by: { by?: string } = {}): Ask {
  const { random } = pool
  const executionId = legs[0]?.leg.executionId ?? ''
  const execution = { legs: legs.map(({ leg }) => leg) }
  const legId = nextHedgeLegId(executionId, execution) ?? `${executionId}-H`
  const latest = latestHedge(execution)
  const again = latest !== undefined && random.chance(0.7)
  const selection = again ? { selectionId: latest.selectionId } : {}
  const leg = { ...planLeg(pool, executionId, 'H'), legId, ...selection }
  const body = {
    executionId,
    step: 'planned',
    details: { message: 'planned' },
    leg,
    ...by,
  } as const
  return (to) => to(ledgerHedge, body)
}

function settle({ random }: Pool, legs: readonly LedgerLeg[]): Ask {
  const { legId } = random.pick(legs).leg
  const result = random.pick(['won', 'lost'] as const)
  const returned = result === 'won' ? '210' : '0'
  const body = { legId, result, returned, by: 'operator' }
  return (to) => to(ledgerSettle, body)
}

/** A statement that lists the bet of one of the legs, perhaps ended. */
function tell(pool: Pool, legs: readonly LedgerLeg[]): Ask {
  const { random, deskId } = pool
  const { leg, betReference, acceptedStake } = random.pick(legs)
  const bet: Bet = {
    betReference: betReference ?? referenceOf(pool),
    selectionId: leg.selectionId,
    stake: acceptedStake ?? leg.stake,
    odds: '2.1',
    status: random.pick(['open', 'won', 'lost', 'void', 'cashed_out']),
    placedAt: new Date(Date.now()).toISOString(),
    returned: random.pick([null, '0', '105.00']),
    cashOut: null,
  }
  const readAt = new Date(Date.now()).toISOString()
  const body = { deskId, account: leg.account, bets: [bet], balance: '900.50', readAt }
  return (to) => to(ledgerStatement, body)
}
