/**
 * Owns the counts of stake outstanding in Redis. They refuse early what the ledger would refuse while arming; the ledger
 * is the truth.
 *
 * 1. Both accounts are reserved by one script or not at all, under the execution's id: again is the same.
 * 2. A missing ready mark means that the counts are unknown, not zero: they are rebuilt from the ledger first.
 * 3. Minor units, whole numbers, without expiry.
 * 4. A rebuild is written only if no count changed since before the ledger was read.
 */
import { fromMinor, toMinor, type ExposureCaps } from '@surefoot/arbitrage'
import { ACCOUNTS, refuse, type Account, type Refusal } from '@surefoot/shared'
import type { Redis } from 'ioredis'
import { REBUILD, RESERVE, SETTLE } from './exposure-script.ts'
import type { Ledger } from '@surefoot/ledger-client'
import { REDIS_UNAVAILABLE } from './match-lock.ts'

export interface ExposureKey {
  readonly deskId: string
  readonly executionId: string
  readonly matchId: string
}

export type StakesMinor = Readonly<Record<Account, number>>

/** An execution whose count is not what the ledger says. */
export interface Difference {
  readonly account: Account
  readonly executionId: string
  readonly matchId: string
  readonly countedMinor: number
  readonly ledgerMinor: number
}

export interface ExposureCounter {
  /** Count both stakes of an execution, if no cap is exceeded. Refused: OVER_CAP, REDIS_UNAVAILABLE. */
  readonly reserve: (key: ExposureKey, stakes: StakesMinor) => Promise<Refusal | undefined>
  /** Count what an execution has outstanding now. Throws when Redis is away. */
  readonly settle: (key: ExposureKey, stakes: StakesMinor) => Promise<void>
  /** The desks that are counted. Throws when Redis is away. */
  readonly desks: () => Promise<string[]>
  /** What is counted otherwise than in the ledger; counts that are unknown are rebuilt first. Throws when Redis is away. */
  readonly compare: (deskId: string) => Promise<Difference[]>
  /** Count again from the ledger. Throws when Redis is away. */
  readonly rebuild: (deskId: string) => Promise<void>
}

export interface ExposureCounterOptions {
  readonly redis: Redis
  readonly ledger: Pick<Ledger, 'exposure'>
  readonly caps: ExposureCaps | null
}

/** Far beyond any stake, and an integer that the script's numbers hold exactly. */
const NO_CAP = Number.MAX_SAFE_INTEGER
const REBUILD_TRIES = 3
const SEPARATOR = ':'
const DESKS = 'exposure:desks'

export function createExposureCounter(options: ExposureCounterOptions): ExposureCounter {
  const { redis } = options
  const rebuildMissing = async (deskId: string): Promise<void> => {
    if ((await redis.exists(keysOf(deskId)[0])) === 0) await rebuild(options, deskId, 'missing')
  }
  return {
    reserve: (key, stakes) => reserve(options, key, stakes),
    settle: async (key, stakes) => {
      await rebuildMissing(key.deskId)
      await redis.eval(SETTLE, 3, ...keysOf(key.deskId), fieldOf(key), stakes.A, stakes.B)
    },
    desks: () => redis.smembers(DESKS),
    compare: async (deskId) => {
      await rebuildMissing(deskId)
      return compare(options, deskId)
    },
    rebuild: (deskId) => rebuild(options, deskId, 'all'),
  }
}

function keysOf(deskId: string): [ready: string, A: string, B: string] {
  const prefix = `exposure:{${deskId}}`
  return [`${prefix}:ready`, `${prefix}:A`, `${prefix}:B`]
}

function fieldOf({ executionId, matchId }: Pick<ExposureKey, 'executionId' | 'matchId'>): string {
  return `${executionId}${SEPARATOR}${matchId}`
}

async function reserve(
  options: ExposureCounterOptions,
  key: ExposureKey,
  stakes: StakesMinor,
): Promise<Refusal | undefined> {
  try {
    const answer = await runReserve(options, key, stakes)
    if (answer !== 'NOT_READY') return refusalOf(answer, options.caps)
    await rebuild(options, key.deskId, 'missing')
    const again = await runReserve(options, key, stakes)
    return again === 'NOT_READY' ? REDIS_UNAVAILABLE : refusalOf(again, options.caps)
  } catch {
    return REDIS_UNAVAILABLE
  }
}

async function runReserve(
  { redis, caps }: ExposureCounterOptions,
  key: ExposureKey,
  stakes: StakesMinor,
): Promise<unknown> {
  const { perMatchMinor, totalMinor } = caps ?? { perMatchMinor: NO_CAP, totalMinor: NO_CAP }
  const limits = [key.matchId, perMatchMinor, totalMinor]
  return redis.eval(RESERVE, 3, ...keysOf(key.deskId), fieldOf(key), ...limits, stakes.A, stakes.B)
}

function refusalOf(answer: unknown, caps: ExposureCaps | null): Refusal | undefined {
  if (answer === 'RESERVED' || caps === null) return undefined
  const [account, cap] = String(answer).split(' ')
  const limit =
    cap === 'match'
      ? `${fromMinor(caps.perMatchMinor)} on one match (MAX_EXPOSURE_PER_MATCH)`
      : `${fromMinor(caps.totalMinor)} in all (MAX_TOTAL_EXPOSURE)`
  return refuse(
    'OVER_CAP',
    `Account ${account} would have more outstanding than ${limit}. Wait until bets are settled, lower the stake, or raise the cap.`,
  )
}

/** The ledger's stakes as the fields of each account's hash. */
async function readLedger(
  ledger: Pick<Ledger, 'exposure'>,
  deskId: string,
): Promise<Record<Account, Map<string, number>>> {
  const exposure = await ledger.exposure({ deskId })
  const fieldsOf = (account: Account): Map<string, number> =>
    new Map(exposure[account].executions.map((entry) => [fieldOf(entry), toMinor(entry.stake)]))
  return { A: fieldsOf('A'), B: fieldsOf('B') }
}

async function rebuild(
  { redis, ledger }: ExposureCounterOptions,
  deskId: string,
  what: 'all' | 'missing',
): Promise<void> {
  const keys = keysOf(deskId)
  await redis.sadd(DESKS, deskId)
  for (let tried = 0; tried < REBUILD_TRIES; tried += 1) {
    const revision = (await redis.get(keys[0])) ?? ''
    if (what === 'missing' && revision !== '') return
    const { A, B } = await readLedger(ledger, deskId)
    const stakes = JSON.stringify({ A: textOf(A), B: textOf(B) })
    if ((await redis.eval(REBUILD, 3, ...keys, revision, stakes)) === 'REBUILT') return
  }
}

/** As text, because the script's own way of writing large numbers is not whole numbers. */
function textOf(fields: ReadonlyMap<string, number>): Record<string, string> {
  return Object.fromEntries([...fields].map(([field, minor]) => [field, String(minor)]))
}

async function compare(
  { redis, ledger }: ExposureCounterOptions,
  deskId: string,
): Promise<Difference[]> {
  const [, ...hashes] = keysOf(deskId)
  const counted = await Promise.all(hashes.map((hash) => redis.hgetall(hash)))
  const truth = await readLedger(ledger, deskId)
  return ACCOUNTS.flatMap((account, index) => {
    const fields = new Set([...Object.keys(counted[index] ?? {}), ...truth[account].keys()])
    return [...fields].flatMap((field) => {
      const countedMinor = Number(counted[index]?.[field] ?? 0)
      const ledgerMinor = truth[account].get(field) ?? 0
      const [executionId = '', ...match] = field.split(SEPARATOR)
      const matchId = match.join(SEPARATOR)
      return countedMinor === ledgerMinor
        ? []
        : [{ account, executionId, matchId, countedMinor, ledgerMinor }]
    })
  })
}
