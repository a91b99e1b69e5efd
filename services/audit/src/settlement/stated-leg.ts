import { mayBeHalved } from '@surefoot/arbitrage'
import {
  market as marketSchema,
  type Bet,
  type LegState,
  type Settlement,
} from '@surefoot/shared/messages'
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
  /** Whether half of the bet may come back: its line is a quarter line. Then how it ended is an amount, not a word. */
  readonly mayBeHalved: boolean
  /** When it was given its permit, in milliseconds; null: it never was. */
  readonly armedAtMs: number | null
  /** Since when it is in its state, in milliseconds. */
  readonly changedAt: number
  readonly settlement: (Pick<Settlement, 'result' | 'returned'> & Partial<Settlement>) | null
}

interface Which {
  readonly deskId: string
  readonly account: string
  /** Whose lists they are; left out: those of the account's present provider. */
  readonly providerId?: string | undefined
  /** What the statement lists. */
  readonly bets: readonly Pick<Bet, 'betReference' | 'selectionId'>[]
}

/**
 * The legs that a statement of the account may be about: those it lists, those whose bet is not settled or not known for
 * sure, and those that had a permit on a selection that it lists. Of the provider that the account is at, if it is at one: another's references mean other bets.
 */
export async function findStatedLegs(
  tx: Transaction,
  { deskId, account, bets, providerId: stated }: Which,
): Promise<StatedLeg[]> {
  const own = await tx.account.findUniqueOrThrow({
    where: { deskId_account: { deskId, account } },
  })
  const providerId = stated ?? own.providerId
  const rows = await tx.leg.findMany({
    where: {
      deskId,
      account,
      venue: 'live',
      ...(providerId === null ? {} : { providerId }),
      OR: [
        { betReference: { in: unique(bets.map(({ betReference }) => betReference)) } },
        {
          armedAt: { not: null },
          selectionId: { in: unique(bets.map(({ selectionId }) => selectionId)) },
        },
        {
          settledAt: null,
          state: { in: ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED', 'ACCEPTED'] },
        },
      ],
    },
    include: { execution: { select: { market: true, line: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(toStated)
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

type StoredLeg = Leg & {
  readonly execution: { readonly market: string; readonly line: string | null }
}

function toStated(row: StoredLeg): StatedLeg {
  const leg = readLeg(row)
  return {
    ...leg,
    betReference: row.betReference,
    acceptedStake: row.acceptedStake?.toFixed(2) ?? null,
    acceptedOdds: leg.receipt?.odds ?? null,
    mayBeHalved: isHalvable(row.execution),
    armedAtMs: row.armedAt?.getTime() ?? null,
    changedAt: row.changedAt.getTime(),
  }
}

/** Of a kind that this version does not know, an amount is needed too. */
function isHalvable({ market: stored, line }: StoredLeg['execution']): boolean {
  const market = marketSchema.safeParse(stored)
  return !market.success || mayBeHalved({ market: market.data, line })
}
