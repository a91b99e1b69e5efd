import {
  clipEntry,
  refuse,
  type LegState,
  type Receipt,
  type Refusal,
} from '@surefoot/shared/messages'
import { readClock } from '../database/clock.ts'
import { lockBet } from '../database/locks.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Leg } from '../generated/client.ts'
import type { RecordAsk } from './decide-record.ts'
import { DOUBTED_ANSWER } from './keep-doubt.ts'

/** The provider's bet that a receipt says the leg is; null if it names none. On paper there is no bet. */
export function claimOf(receipt: Receipt | undefined): string | null {
  return receipt === undefined || receipt.paper ? null : receipt.betReference
}

/**
 * Refuses a receipt that names another leg's bet, and logs it: one bet is one leg's. A reference is one of an account: many
 * providers count them up in each. The bet is locked until
 * the commit, so that of two legs that claim it at once the second finds the first.
 */
export async function refuseClaimedBet(
  tx: Transaction,
  leg: Leg,
  ask: RecordAsk,
): Promise<Refusal | undefined> {
  const { id: legId, providerId, deskId, account, executionId, state } = leg
  const betReference = claimOf(ask.receipt)
  if (betReference === null) return undefined
  const holder = await findHolder(tx, { deskId, account, providerId, betReference, legId })
  if (holder === undefined) return undefined
  const message = `Bet ${betReference} at ${providerId} is leg ${holder.id} already, so leg ${legId} stays ${state}. Look at the bets of account ${account} and find out whose it is.`
  const entry = clipEntry({
    code: 'BET_CLAIMED',
    message,
    details: { claimedBy: holder.id, ask },
  })
  await tx.systemLog.create({
    data: {
      ...entry,
      service: 'audit',
      level: 'error',
      deskId,
      account,
      executionId,
      details: toJson(entry.details),
      at: await readClock(tx),
    },
  })
  return refuse('BET_CLAIMED', message)
}

/** A leg whose answer was doubted is in one of them, unless its own bet was found. */
export const DOUBTED_STATES: LegState[] = ['UNKNOWN', 'PENDING', 'ESCALATED', 'ABSENT']

/**
 * Whether a doubted answer to another leg of the account named the bet that the receipt names by its reference alone. It is
 * in the leg, or only in the chain, if it came when the leg was UNKNOWN already. A bet that is this leg's already stays so.
 */
export async function isNamedBefore(
  tx: Transaction,
  { id, deskId, account, providerId, betReference }: Leg,
  { receipt }: RecordAsk,
): Promise<boolean> {
  const named = claimOf(receipt) ?? receipt?.namedReference ?? null
  if (named === null || named === betReference || receipt?.selectionId !== undefined) return false
  await lockBet(tx, { providerId, betReference: named })
  const [found] = await tx.$queryRaw<{ isNamed: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "legs" leg
      WHERE leg."deskId" = ${deskId} AND leg."account" = ${account} AND leg."providerId" = ${providerId}
        AND leg."id" <> ${id} AND leg."state" = ANY (${DOUBTED_STATES})
        AND (leg."receipt"->>'namedReference' = ${named} OR EXISTS (
          SELECT FROM "audit_chain" link
          WHERE link."executionId" = leg."executionId" AND link."kind" = ${DOUBTED_ANSWER}
            AND link."details"->>'legId' = leg."id"
            AND link."details"->'receipt'->>'namedReference' = ${named}
        ))
    ) AS "isNamed"`
  return found?.isNamed ?? false
}

/** Legs in these states may have become a bet. */
export const UNNAMED_STATES: LegState[] = ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED']

/**
 * Whether a leg of the account that was armed earlier may have become a bet whose reference nobody knows. A bare reference
 * in the answer to this leg may then be that bet's: only a list can say. Legs of closed executions were decided by a person.
 */
export async function hasUnnamedBefore(
  tx: Transaction,
  { id, deskId, account, providerId, betReference, armedAt }: Leg,
  { receipt }: RecordAsk,
): Promise<boolean> {
  const named = claimOf(receipt)
  const isBare = named !== null && named !== betReference && receipt?.selectionId === undefined
  if (!isBare || armedAt === null) return false
  const earlier = await tx.leg.findFirst({
    where: {
      deskId,
      account,
      providerId,
      id: { not: id },
      state: { in: UNNAMED_STATES },
      betReference: null,
      armedAt: { lt: armedAt },
      execution: { closedAt: null },
    },
    select: { id: true },
  })
  return earlier !== null
}

interface Claim extends Pick<Leg, 'deskId' | 'account' | 'providerId'> {
  readonly betReference: string
  /** Whose bet it is to be. */
  readonly legId: string
}

/** Refuses a bet that an operator adopts, if it is another leg's. It is locked until the commit, as by a receipt. */
export async function refuseClaim(tx: Transaction, claim: Claim): Promise<Refusal | undefined> {
  const holder = await findHolder(tx, claim)
  if (holder === undefined) return undefined
  const { betReference, providerId } = claim
  return refuse('BET_CLAIMED', `Bet ${betReference} at ${providerId} is leg ${holder.id} already.`)
}

async function findHolder(
  tx: Transaction,
  { deskId, account, providerId, betReference, legId }: Claim,
): Promise<Leg | undefined> {
  await lockBet(tx, { providerId, betReference })
  const holder = await tx.leg.findFirst({
    where: { deskId, account, providerId, betReference, id: { not: legId } },
  })
  return holder ?? undefined
}
