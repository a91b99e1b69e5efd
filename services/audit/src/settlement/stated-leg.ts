import type { LegState, Settlement } from '@surefoot/shared'
import type { Transaction } from '../database/open-database.ts'
import { readLeg } from '../execution/rows.ts'
import type { Leg } from '../generated/client.ts'

/** A leg that has, or may have, a bet at the provider. Never one on paper. */
export interface StatedLeg {
  readonly legId: string
  readonly executionId: string
  readonly state: LegState
  readonly selectionId: string
  /** Null while none is known. */
  readonly betReference: string | null
  /** As the provider took it, as money; null before that. */
  readonly acceptedStake: string | null
  /** Null where the receipt named none. */
  readonly acceptedOdds: string | null
  /** Since when it is in its state, in milliseconds. */
  readonly changedAt: number
  readonly settlement: Pick<Settlement, 'result' | 'returned'> | null
}

interface Which {
  readonly deskId: string
  readonly account: string
  /** References that the statement lists. */
  readonly listed: readonly string[]
}

/**
 * The legs that a statement of the account may speak of: those it lists, and those whose bet is not settled or not known
 * for sure. Of the provider that the account is at, if it is at one: another's references mean other bets.
 */
export async function findStatedLegs(
  tx: Transaction,
  { deskId, account, listed }: Which,
): Promise<StatedLeg[]> {
  const { providerId } = await tx.account.findUniqueOrThrow({
    where: { deskId_account: { deskId, account } },
  })
  const rows = await tx.leg.findMany({
    where: {
      deskId,
      account,
      venue: 'live',
      ...(providerId === null ? {} : { providerId }),
      OR: [
        { betReference: { in: [...listed] } },
        {
          settledAt: null,
          state: { in: ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED'] },
        },
      ],
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(toStated)
}

function toStated(row: Leg): StatedLeg {
  const leg = readLeg(row)
  return {
    ...leg,
    betReference: row.betReference,
    acceptedStake: row.acceptedStake?.toFixed(2) ?? null,
    acceptedOdds: leg.receipt?.odds ?? null,
    changedAt: row.changedAt.getTime(),
  }
}
