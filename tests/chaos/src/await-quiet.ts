import { readCounts, type CountedStake } from '@surefoot/checker'
import { toMinor } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared/bus'
import { ACCOUNTS, ledgerExposure, ledgerUnfinished } from '@surefoot/shared/messages'
import { Redis } from 'ioredis'
import { setTimeout as delay } from 'node:timers/promises'

const WITHIN_MS = 60_000
const LOOK_EVERY_MS = 500
const DEADLINE_MS = 5000

export interface Quiet {
  readonly bus: Bus
  readonly redisUrl: string
  readonly deskId: string
}

/**
 * Wait until no execution is open but a person's to decide, and Redis counts what the ledger does (I14). Answers the
 * seconds it took; null: more than a minute.
 */
export async function awaitQuiet(quiet: Quiet): Promise<number | null> {
  const beganAt = performance.now()
  while (performance.now() - beganAt < WITHIN_MS) {
    if (await isQuiet(quiet).catch(() => false))
      return Math.round((performance.now() - beganAt) / 100) / 10
    await delay(LOOK_EVERY_MS)
  }
  return null
}

/** What Redis counts for the desk. Throws when Redis is away. */
export async function readRedis({ redisUrl, deskId }: Quiet): Promise<CountedStake[]> {
  const redis = new Redis(redisUrl, { lazyConnect: true })
  try {
    await redis.connect()
    return await readCounts(redis, deskId)
  } finally {
    redis.disconnect()
  }
}

async function isQuiet(quiet: Quiet): Promise<boolean> {
  const { bus, deskId } = quiet
  const open = await bus.request(ledgerUnfinished, { deskId }, { deadlineMs: DEADLINE_MS })
  if (!open.ok || !open.executions.every(({ legs }) => legs.some(isPersons))) return false
  const exposure = await bus.request(ledgerExposure, { deskId }, { deadlineMs: DEADLINE_MS })
  if (!exposure.ok) return false
  const truth = ACCOUNTS.flatMap((account) =>
    exposure[account].executions.map(
      ({ executionId, stake }) => `${account} ${executionId} ${toMinor(stake)}`,
    ),
  )
  const counted = (await readRedis(quiet))
    .filter(({ stakeMinor }) => stakeMinor !== 0)
    .map(({ account, executionId, stakeMinor }) => `${account} ${executionId} ${stakeMinor}`)
  return truth.toSorted().join() === counted.toSorted().join()
}

function isPersons({ state }: { readonly state: string }): boolean {
  return state === 'ESCALATED'
}
