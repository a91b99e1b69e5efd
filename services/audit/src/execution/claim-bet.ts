import { refuse, type Receipt, type Refusal } from '@surefoot/shared'
import { readClock } from '../database/clock.ts'
import { lockBet } from '../database/locks.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Leg } from '../generated/client.ts'
import type { RecordAsk } from './decide-record.ts'

/** The provider's bet that a receipt says the leg is; null if it names none. On paper there is no bet. */
export function claimOf(receipt: Receipt | undefined): string | null {
  return receipt === undefined || receipt.paper ? null : receipt.betReference
}

/**
 * Refuses a receipt that names another leg's bet, and tells the operator: one bet is one leg's. The bet is locked until
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
  await lockBet(tx, { providerId, betReference })
  const where = { providerId, betReference, id: { not: legId } }
  const holder = await tx.leg.findFirst({ where })
  if (holder === null) return undefined
  const message = `Bet ${betReference} at ${providerId} is leg ${holder.id} already, so leg ${legId} stays ${state}. Look at the bets of account ${account} and find out whose it is.`
  await tx.systemLog.create({
    data: {
      service: 'audit',
      level: 'error',
      code: 'BET_CLAIMED',
      message,
      deskId,
      account,
      executionId,
      details: toJson({ claimedBy: holder.id, ask }),
      at: await readClock(tx),
    },
  })
  return refuse('BET_CLAIMED', message)
}
