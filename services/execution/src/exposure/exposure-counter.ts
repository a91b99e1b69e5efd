/**
 * Owns the counts of stake outstanding in Redis: a projection of the ledger, which sums and caps the same stakes itself.
 * They refuse early what the ledger would refuse.
 *
 * 1. Both accounts are reserved by one script or not at all, under the execution's id: again is the same.
 * 2. A missing ready mark means that the counts are unknown, not zero: they are rebuilt from the ledger first.
 * 3. Minor units, whole numbers, without expiry.
 * 4. A rebuild is written only if no count changed since before the ledger was read. What was reserved a moment ago and is
 *    on its way to the ledger stays counted.
 * 5. Nothing is refused for a cap before the counts were rebuilt: a count that has drifted costs no trade.
 */
import { fromMinor, type ExposureCaps } from '@surefoot/arbitrage'
import type { Ledger } from '@surefoot/ledger-client'
import { ACCOUNTS, refuse, type Refusal } from '@surefoot/shared/messages'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Difference, ExposureCounter, ExposureKey, StakesMinor } from '../ports.ts'
import { fieldOf, fieldsOf, keysOf, placesOf } from './exposure-entry.ts'
import { REBUILD, RESERVE, SETTLE } from './exposure-script.ts'
import { refuseRedis } from './redis-refusal.ts'

export interface ExposureCounterOptions {
  readonly redis: Redis
  readonly ledger: Pick<Ledger, 'exposure'>
  readonly caps: ExposureCaps | null
  /** Milliseconds since 1970. A wrong clock only forgets a reservation, or counts it for a while too long. */
  readonly epochMs: () => number
}

/** Far beyond any stake, and an integer that the script's numbers hold exactly. */
const NO_CAP = Number.MAX_SAFE_INTEGER
const REBUILD_TRIES = 3
/** Longer than the ledger takes to open an execution. */
const ON_ITS_WAY_MS = 5000

export function createExposureCounter(options: ExposureCounterOptions): ExposureCounter {
  const { redis } = options
  return {
    reserve: (key, stakes) => reserve(options, key, stakes),
    settle: async (key, stakes) => {
      await rebuild(options, key.deskId, 'missing')
      const { A, B } = key.places
      const places = [placesOf('A', A), placesOf('B', B)]
      await redis.eval(
        SETTLE,
        4,
        ...keysOf(key.deskId),
        fieldOf(key),
        stakes.A,
        stakes.B,
        ...places,
      )
    },
    desks: () => listDesks(redis),
    heal: async (deskId) => {
      await rebuild(options, deskId, 'missing')
      const differences = await compare(options, deskId)
      if (differences.length > 0) await rebuild(options, deskId, 'all')
      return differences
    },
  }
}

/** The ready marks are the list: what counts a desk also lists it, in one step, so that no count is left uncompared. */
async function listDesks(redis: Redis): Promise<string[]> {
  const desks = new Set<string>()
  for await (const keys of redis.scanStream({ match: 'exposure:{*}:ready' })) {
    for (const key of z.array(z.string()).parse(keys))
      desks.add(key.slice('exposure:{'.length, -'}:ready'.length))
  }
  return [...desks]
}

async function reserve(
  options: ExposureCounterOptions,
  key: ExposureKey,
  stakes: StakesMinor,
): Promise<Refusal | undefined> {
  try {
    const answer = await runReserve(options, key, stakes)
    if (answer === 'RESERVED') return undefined
    await rebuild(options, key.deskId, answer === 'NOT_READY' ? 'missing' : 'all')
    const again = await runReserve(options, key, stakes)
    return again === 'NOT_READY' ? refuseRedis() : refusalOf(again, options.caps)
  } catch (error) {
    return refuseRedis(error)
  }
}

async function runReserve(
  { redis, caps, epochMs }: ExposureCounterOptions,
  key: ExposureKey,
  stakes: StakesMinor,
): Promise<unknown> {
  const { perMatchMinor, totalMinor } = caps ?? { perMatchMinor: NO_CAP, totalMinor: NO_CAP }
  const limits = [key.matchId, perMatchMinor, totalMinor, stakes.A, stakes.B]
  const places = [placesOf('A', key.places.A), placesOf('B', key.places.B)]
  const keys = keysOf(key.deskId)
  return redis.eval(RESERVE, 4, ...keys, fieldOf(key), ...limits, ...places, epochMs())
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

async function rebuild(
  { redis, ledger, epochMs }: ExposureCounterOptions,
  deskId: string,
  what: 'all' | 'missing',
): Promise<void> {
  const keys = keysOf(deskId)
  for (let tried = 0; tried < REBUILD_TRIES; tried += 1) {
    const revision = (await redis.get(keys[0])) ?? ''
    if (what === 'missing' && revision !== '') return
    const fields = JSON.stringify(fieldsOf(await ledger.exposure({ deskId })))
    const times = [epochMs() - ON_ITS_WAY_MS, epochMs()]
    if ((await redis.eval(REBUILD, 4, ...keys, revision, fields, ...times)) === 'REBUILT') return
  }
}

/** Where the counts differ from the ledger, but for what is on its way there. */
async function compare(
  { redis, ledger, epochMs }: ExposureCounterOptions,
  deskId: string,
): Promise<Difference[]> {
  const [, ofA, ofB, ofPlaces] = keysOf(deskId)
  const [A = {}, B = {}, places = {}] = await Promise.all(
    [ofA, ofB, ofPlaces].map((key) => redis.hgetall(key)),
  )
  const truth = fieldsOf(await ledger.exposure({ deskId }))
  const isOnItsWay = (field: string): boolean => {
    const agoMs = epochMs() - Number.parseInt(places[field] ?? '0', 10)
    return !(field in truth.places) && agoMs >= 0 && agoMs <= ON_ITS_WAY_MS
  }
  const isPlaced = (field: string): boolean => field in places || !(field in truth.places)
  return ACCOUNTS.flatMap((account) => {
    const counts = { A, B }[account]
    const fields = new Set([...Object.keys(counts), ...Object.keys(truth[account])])
    return [...fields]
      .filter((field) => counts[field] !== truth[account][field] || !isPlaced(field))
      .filter((field) => !isOnItsWay(field))
      .map((field) => ({
        account,
        field,
        counted: counts[field] ?? null,
        ledger: truth[account][field] ?? null,
      }))
  })
}
