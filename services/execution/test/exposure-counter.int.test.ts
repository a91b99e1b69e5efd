import { fromMinor } from '@surefoot/arbitrage'
import { createLogger, ok, type Account } from '@surefoot/shared'
import { startRedis, type TestServer } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createExposureCounter,
  type ExposureCounter,
  type ExposureKey,
} from '../src/exposure-counter.ts'
import { openRedis } from '../src/redis.ts'

const logger = createLogger('test', 'silent')
const CAPS = { perMatchMinor: 1000, totalMinor: 2500 }
const stakes = (minor: number) => ({ A: minor, B: minor })

interface LedgerStake {
  readonly executionId: string
  readonly matchId: string
  readonly minor: number
}

let server: TestServer
let redis: ReturnType<typeof openRedis>
let counter: ExposureCounter
/** What the ledger says is outstanding. */
let ledgerStakes: Record<Account, LedgerStake[]>
let onLedgerRead: () => Promise<void>

beforeAll(async () => {
  server = await startRedis()
  redis = openRedis(server.url, logger)
  await once(redis, 'ready')
})
afterAll(async () => {
  redis[Symbol.dispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await redis.flushall()
  ledgerStakes = { A: [], B: [] }
  onLedgerRead = async () => undefined
  counter = createExposureCounter({ redis, caps: CAPS, ledger: { exposure: readExposure } })
})

async function readExposure() {
  const of = (account: Account) => ({
    total: '0',
    byMatch: {},
    external: '0',
    executions: ledgerStakes[account].map(({ minor, ...entry }) => ({
      ...entry,
      stake: fromMinor(minor),
    })),
  })
  const answer = ok({ A: of('A'), B: of('B') })
  await onLedgerRead()
  return answer
}

const key = (matchId: string, executionId = randomUUID()): ExposureKey => ({
  deskId: 'main',
  executionId,
  matchId,
})

const counted = async (account: Account): Promise<number> => {
  const values = await redis.hvals(`exposure:{main}:${account}`)
  return values.reduce((sum, minor) => sum + Number(minor), 0)
}

describe('a reservation', () => {
  test('counts both accounts, and again is the same', async () => {
    const one = key('ada-bea')
    expect(await counter.reserve(one, { A: 600, B: 700 })).toBeUndefined()
    expect(await counter.reserve(one, { A: 600, B: 700 })).toBeUndefined()
    expect([await counted('A'), await counted('B')]).toEqual([600, 700])
  })

  test('that reaches the cap of a match is taken; one cent more is refused and counts nothing', async () => {
    expect(await counter.reserve(key('ada-bea'), stakes(1000))).toBeUndefined()
    expect(await counter.reserve(key('ada-bea'), { A: 0, B: 1 })).toMatchObject({
      code: 'OVER_CAP',
      message:
        'Account B would have more outstanding than 10.00 on one match (MAX_EXPOSURE_PER_MATCH). Wait until bets are settled, lower the stake, or raise the cap.',
    })
    expect(await counted('A')).toBe(1000)
  })

  test('that exceeds the cap in all is refused', async () => {
    await counter.reserve(key('one'), stakes(1000))
    await counter.reserve(key('two'), stakes(1000))
    expect(await counter.reserve(key('three'), stakes(501))).toMatchObject({ code: 'OVER_CAP' })
    expect(await counter.reserve(key('three'), stakes(500))).toBeUndefined()
  })

  test('of twenty at once takes no account over its cap', async () => {
    await counter.compare('main')
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => counter.reserve(key('ada-bea'), stakes(300))),
    )
    expect(replies.filter((reply) => reply === undefined)).toHaveLength(3)
    expect(await counted('A')).toBe(900)
  })

  test('is refused without Redis', async () => {
    await server.signal('SIGSTOP')
    const refusal = await counter.reserve(key('ada-bea'), stakes(1))
    await server.signal('SIGCONT')
    expect(refusal).toMatchObject({ code: 'REDIS_UNAVAILABLE' })
  })

  test('has no cap in safe mode', async () => {
    const free = createExposureCounter({ redis, caps: null, ledger: { exposure: readExposure } })
    expect(await free.reserve(key('ada-bea'), stakes(99_999_999_999))).toBeUndefined()
    expect(await counted('A')).toBe(99_999_999_999)
  })
})

describe('counts that are missing', () => {
  test('are unknown, not zero: they are taken from the ledger first', async () => {
    ledgerStakes.A.push({ executionId: randomUUID(), matchId: 'ada-bea', minor: 900 })
    expect(await counter.reserve(key('ada-bea'), stakes(200))).toMatchObject({ code: 'OVER_CAP' })
    expect(await counter.reserve(key('ada-bea'), stakes(100))).toBeUndefined()
    expect([await counted('A'), await counted('B')]).toEqual([1000, 100])
  })

  test('hold the execution itself, which the ledger knows already, once', async () => {
    const one = key('ada-bea')
    ledgerStakes.A.push({ ...one, minor: 1000 })
    expect(await counter.reserve(one, stakes(1000))).toBeUndefined()
    expect(await counted('A')).toBe(1000)
  })
})

describe('a settlement', () => {
  test('counts what is left, and forgets an execution of which nothing is', async () => {
    const one = key('ada-bea')
    await counter.reserve(one, stakes(1000))
    await counter.settle(one, { A: 400, B: 0 })
    expect(await redis.hgetall('exposure:{main}:A')).toEqual({
      [`${one.executionId}:ada-bea`]: '400',
    })
    expect(await redis.exists('exposure:{main}:B')).toBe(0)
  })
})

describe('a comparison', () => {
  test('finds nothing when both agree', async () => {
    const one = key('ada-bea')
    await counter.reserve(one, { A: 500, B: 0 })
    ledgerStakes.A.push({ ...one, minor: 500 })
    expect(await counter.compare('main')).toEqual([])
  })

  test('names each difference, and a rebuild ends it', async () => {
    const [lost, left] = [key('lost'), key('left')]
    await counter.reserve(left, { A: 0, B: 300 })
    ledgerStakes.A.push({ ...lost, minor: 500 })
    expect(await counter.compare('main')).toEqual([
      {
        account: 'A',
        executionId: lost.executionId,
        matchId: 'lost',
        countedMinor: 0,
        ledgerMinor: 500,
      },
      {
        account: 'B',
        executionId: left.executionId,
        matchId: 'left',
        countedMinor: 300,
        ledgerMinor: 0,
      },
    ])
    await counter.rebuild('main')
    expect(await counter.compare('main')).toEqual([])
  })
})

test('a rebuild never erases what was reserved while the ledger was read', async () => {
  await counter.reserve(key('first'), stakes(100))
  const late = key('late')
  onLedgerRead = async () => {
    onLedgerRead = async () => undefined
    ledgerStakes.A.push({ ...late, minor: 200 })
    await counter.reserve(late, { A: 200, B: 0 })
  }
  await counter.rebuild('main')
  expect(await counted('A')).toBe(200)
  expect(await counter.compare('main')).toEqual([])
})

test('money is counted without an end of its time', async () => {
  await counter.reserve(key('ada-bea'), stakes(100))
  const keys = await redis.keys('exposure:*')
  const lives = await Promise.all(keys.map((name) => redis.pttl(name)))
  expect(lives).toEqual(keys.map(() => -1))
})
