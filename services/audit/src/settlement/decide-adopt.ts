/**
 * Owns which listed bets an operator may adopt, and as what: the bet of a leg that was left to them, or a hedge of what they
 * have. The stake and the odds are always those that the bookmaker lists.
 */
import { toMinor } from '@surefoot/arbitrage'
import { findExposed, nextHedgeLegId, refuseBet, type Side } from '@surefoot/execution-rules'
import {
  refuse,
  type Bet,
  type ExecutionRecord,
  type Leg,
  type ledgerAdopt,
  type LegPlan,
  type Receipt,
  type Refusal,
  type StatementRow,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { refuseStep } from '../execution/decide-hedge.ts'
import type { RecordAsk } from '../execution/decide-record.ts'

export type AdoptAsk = z.output<typeof ledgerAdopt.body>

/** What an adopted bet is built on. */
export interface Listed {
  readonly bet: Bet
  /** When the statement was read. */
  readonly readAt: string
}

/**
 * Whether a listed bet may be adopted as the bet of a leg: `stay` if the leg is that bet already; else the move that accepts
 * it.
 */
export function decideAdoptForLeg(
  leg: Leg,
  statement: StatementRow | undefined,
  ask: AdoptAsk,
): 'stay' | RecordAsk | Refusal {
  const { legId, state, receipt } = leg
  const { betReference, by, note } = ask
  if (state === 'ACCEPTED' && receipt?.betReference === betReference) return 'stay'
  if (state !== 'ESCALATED')
    return refuse(
      'NOT_ESCALATED',
      `Leg ${legId} is ${state}: only a leg that was left to an operator takes a bet that an operator adopts.`,
    )
  const listed = findUnowned(statement, ask)
  if ('ok' in listed) return listed
  const why = contradiction(leg, listed.bet)
  if (why !== undefined) return refuse('NOT_ITS_BET', why)
  const evidence = { note, ...listed }
  return { legId, to: 'ACCEPTED', by, reason: note, receipt: receiptOf(leg, listed.bet), evidence }
}

/** An adopted bet as the hedge leg that it becomes. */
export interface AdoptedHedge extends Listed {
  readonly leg: LegPlan
  readonly receipt: Receipt
}

/** Whether a listed bet may be adopted as a hedge of what an operator has. */
export function decideAdoptAsHedge(
  record: ExecutionRecord,
  statement: StatementRow | undefined,
  ask: AdoptAsk,
): AdoptedHedge | Refusal {
  const listed = findUnowned(statement, ask)
  if ('ok' in listed) return listed
  const { bet } = listed
  const side = findExposed(record)?.sides.find(
    ({ account, selectionId }) => account === ask.account && selectionId === bet.selectionId,
  )
  if (side === undefined || !isOpen(bet))
    return refuse(
      'NOT_ITS_BET',
      `Bet ${bet.betReference} is ${bet.status} on selection ${bet.selectionId} of account ${ask.account}: it covers nothing that is exposed of execution ${ask.executionId}.`,
    )
  const leg = planOf(record, side, bet)
  const { executionId, by } = ask
  const planned = { executionId, step: 'planned', details: {}, leg, by } as const
  const refused = refuseStep(record, planned) ?? refuseCover(record, leg)
  return refused ?? { ...listed, leg, receipt: receiptOf(leg, bet) }
}

/** Why it does not lower what may be lost; undefined: it does. */
function refuseCover(record: ExecutionRecord, plan: LegPlan): Refusal | undefined {
  const adopted = { ...plan, state: 'AUTHORIZED', receipt: null, settlement: null } as const
  const refused = refuseBet({ ...record, legs: [...record.legs, adopted] }, adopted)
  return refused && refuse(refused.code, refused.message)
}

function planOf({ execution, legs }: ExecutionRecord, side: Side, bet: Bet): LegPlan {
  const { deskId, id: executionId, venue } = execution
  const { account, providerId, contractVersion, eventId, selectionId } = side
  return {
    deskId,
    account,
    legId: nextHedgeLegId(executionId, { legs }) ?? `${executionId}-H`,
    executionId,
    role: 'H',
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake: bet.stake,
    leastOdds: bet.odds,
    // Nothing is to be placed for it: its time was over when it was placed.
    deadline: bet.placedAt,
    venue,
  }
}

/** The listed bet with this reference that no leg has. Refused: NOT_LISTED. */
function findUnowned(
  statement: StatementRow | undefined,
  { account, betReference }: AdoptAsk,
): Listed | Refusal {
  const { undecided = [], unplaced = [], external = [] } = statement ?? {}
  const bet = [...undecided, ...unplaced, ...external].find(
    (each) => each.betReference === betReference,
  )
  if (bet !== undefined && statement !== undefined) return { bet, readAt: statement.readAt }
  const read =
    statement === undefined ? 'No statement was read' : `It was read at ${statement.readAt}`
  return refuse(
    'NOT_LISTED',
    `The latest statement of account ${account} has no bet ${betReference} that nobody owns. ${read}: read the bets now, then adopt it.`,
  )
}

function isOpen({ status, odds }: Bet): boolean {
  return (status === 'open' || status === 'pending') && Number(odds) > 1
}

/** Why the bet cannot be the leg's; undefined: it can. */
function contradiction(leg: Leg, bet: Bet): string | undefined {
  const { legId, selectionId, stake, listedBefore } = leg
  const { betReference } = bet
  if (bet.selectionId !== selectionId)
    return `Bet ${betReference} is on selection ${bet.selectionId}, and leg ${legId} on ${selectionId}.`
  const before = [...(listedBefore?.open ?? []), ...(listedBefore?.onSelection ?? [])]
  if (before.includes(betReference))
    return `Bet ${betReference} was listed before leg ${legId} was submitted: it is an older bet.`
  if (toMinor(bet.stake) > toMinor(stake))
    return `Bet ${betReference} has a stake of ${bet.stake}, and leg ${legId} was permitted ${stake}: a bookmaker takes less, never more.`
  return undefined
}

function receiptOf({ venue }: Pick<LegPlan, 'venue'>, { betReference, stake, odds }: Bet): Receipt {
  return {
    state: 'ACCEPTED',
    stake,
    // A void bet and a dead heat are listed at odds that nobody took.
    odds: Number(odds) > 1 ? odds : null,
    betReference,
    code: null,
    message: null,
    paper: venue === 'paper',
    raw: null,
  }
}
