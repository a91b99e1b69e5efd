import { toMinor } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared/bus'
import { ACCOUNTS, ledgerExposure } from '@surefoot/shared/messages'
import { demand } from './demand.ts'
import type { CountedStake } from './evidence.ts'

/** A UUID; the match follows it after a colon. */
const EXECUTION_ID_LENGTH = 36

/** What of a Redis client is needed. */
export interface Hashes {
  readonly hgetall: (key: string) => Promise<Record<string, string>>
}

/** The stakes that Redis counts for a desk, in minor units. Throws when Redis is away. */
export async function readCounts(redis: Hashes, deskId: string): Promise<CountedStake[]> {
  const accounts = ACCOUNTS.map(async (account) => {
    const counts = await redis.hgetall(`exposure:{${deskId}}:${account}`)
    return Object.entries(counts).map(([field, minor]) => ({
      deskId,
      account,
      executionId: field.slice(0, EXECUTION_ID_LENGTH),
      stakeMinor: Number(minor),
    }))
  })
  return (await Promise.all(accounts)).flat()
}

/** The stakes that the ledger sums for a desk, in minor units. Throws when the ledger is away. */
export async function readLedgerCounts(bus: Bus, deskId: string): Promise<CountedStake[]> {
  const exposure = await demand(bus, ledgerExposure, { deskId })
  return ACCOUNTS.flatMap((account) =>
    exposure[account].executions.map(({ executionId, stake }) => ({
      deskId,
      account,
      executionId,
      stakeMinor: toMinor(stake),
    })),
  )
}
