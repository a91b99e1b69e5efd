import { fromMinor } from '@surefoot/arbitrage'
import { ok, type Account } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { startRedis, type TestServer } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createExposureCounter } from '../../src/exposure/exposure-counter.ts'
import type { ExposureCounter, ExposureKey, Place } from '../../src/ports.ts'
import { openRedis } from '../../src/redis.ts'

const logger = createLogger('test', 'silent')
const CAPS = { perMatchMinor: 1000, totalMinor: 2500 }
const stakes = (minor: number) => ({ A: minor, B: minor })

interface LedgerStake {
  readonly executionId: string
  readonly matchId: string
  readonly minor: number
  readonly places?: readonly Place[]
}

let server: TestServer
let redis: ReturnType<typeof openRedis>
let counter: ExposureCounter
/** What the ledger says is outstanding. */
let ledgerStakes: Record<Account, LedgerStake[]>
let onLedgerRead: () => Promise<void>
let nowMs: number

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
  nowMs = Date.parse('2026-11-22T12:00:00Z')
  counter = createCounter(CAPS)
})

const createCounter = (caps: typeof CAPS | null) =>
  createExposureCounter({ redis, caps, ledger: { exposure: readExposure }, epochMs: () => nowMs })

/** Longer than a reservation is on its way to the ledger. */
const wait = () => void (nowMs += 5001)

async function readExposure() {
  const of = (account: Account) => ({
    total: '0',
    byMatch: {},
    external: '0',
    executions: ledgerStakes[account].map(({ executionId, matchId, minor, places = [] }) => ({
      executionId,
      matchId,
      stake: fromMinor(minor),
      places: [...places],
    })),
  })
  const answer = ok({ A: of('A'), B: of('B') })
  await onLedgerRead()
  return answer
}

const place = (
  eventId: string,
  selectionId: string = randomUUID(),
  providerId = 'north',
): Place => ({
  providerId,
  eventId,
  selectionId,
})

const key = (
  matchId: string,
  executionId = randomUUID(),
  at: Place = place(randomUUID()),
): ExposureKey => ({
  deskId: 'main',
  executionId,
  matchId,
  places: { A: [at], B: [place(randomUUID(), randomUUID(), 'south')] },
})

const owed = (
  { executionId, matchId, places }: ExposureKey,
  minor: number,
  account: Account = 'A',
): LedgerStake => ({ executionId, matchId, minor, places: places[account] })

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
    await counter.heal('main')
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
    const free = createCounter(null)
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
    ledgerStakes.A.push(owed(one, 1000))
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

describe('the cap of a match', () => {
  const refusedAt = async (at: Place) => {
    const one = key('ada-bea', randomUUID(), place('event-1', 'selection-1'))
    expect(await counter.reserve(one, { A: 900, B: 0 })).toBeUndefined()
    const next = key('bea-ada', randomUUID(), at)
    const refusal = await counter.reserve(next, { A: 200, B: 0 })
    await counter.settle(next, stakes(0))
    return refusal?.code
  }

  test.for([
    ['event', place('event-1')],
    ['selection', place('event-2', 'selection-1')],
  ] as const)(
    'counts stakes on the provider’s own %s, under whatever id of the match',
    async ([, at]) => {
      expect(await refusedAt(at)).toBe('OVER_CAP')
    },
  )

  test('does not count another event, nor the same name at another provider', async () => {
    expect(await refusedAt(place('event-2'))).toBeUndefined()
    await redis.flushall()
    expect(await refusedAt(place('event-1', 'selection-1', 'south'))).toBeUndefined()
  })

  test('counts the places that the ledger has, after Redis was erased', async () => {
    const at = place('event-1')
    ledgerStakes.A.push({ executionId: randomUUID(), matchId: 'one', minor: 900, places: [at] })
    expect(await counter.reserve(key('two', randomUUID(), at), { A: 200, B: 0 })).toMatchObject({
      code: 'OVER_CAP',
    })
  })
})

describe('counts that differ from the ledger', () => {
  test('are none when both agree', async () => {
    const one = key('ada-bea')
    await counter.reserve(one, { A: 500, B: 100 })
    ledgerStakes.A.push(owed(one, 500))
    ledgerStakes.B.push(owed(one, 100, 'B'))
    expect(await counter.heal('main')).toEqual([])
  })

  test('are named and rebuilt', async () => {
    const [lost, left] = [key('lost'), key('left')]
    await counter.reserve(left, { A: 300, B: 300 })
    wait()
    ledgerStakes.A.push(owed(lost, 500))
    const field = (one: ExposureKey) => `${one.executionId}:${one.matchId}`
    expect(await counter.heal('main')).toEqual([
      { account: 'A', field: field(left), counted: '300', ledger: null },
      { account: 'A', field: field(lost), counted: null, ledger: '500' },
      { account: 'B', field: field(left), counted: '300', ledger: null },
    ])
    expect([await counted('A'), await counted('B')]).toEqual([500, 0])
    expect(await counter.heal('main')).toEqual([])
  })

  test('refuse nothing: a cap is held against what the ledger has', async () => {
    await counter.reserve(key('left'), stakes(1000))
    wait()
    await counter.reserve(key('left'), stakes(1))
    expect(await counter.reserve(key('left'), stakes(999))).toBeUndefined()
  })
})

test('what was reserved a moment ago is on its way to the ledger, and stays counted through a rebuild', async () => {
  await counter.reserve(key('ada-bea'), stakes(800))
  ledgerStakes.A.push(owed(key('other'), 100))
  expect(await counter.heal('main')).toHaveLength(1)
  expect(await counted('A')).toBe(900)
  expect(await counter.reserve(key('ada-bea'), stakes(300))).toMatchObject({ code: 'OVER_CAP' })
  wait()
  await counter.heal('main')
  expect(await counted('A')).toBe(100)
})

test('a rebuild never erases what was counted while the ledger was read', async () => {
  await counter.reserve(key('left'), stakes(100))
  wait()
  const late = key('late')
  const countLate = async () => {
    onLedgerRead = async () => undefined
    ledgerStakes.A.push(owed(late, 200))
    await counter.settle(late, { A: 200, B: 0 })
  }
  // The first reading is compared, and the second written.
  onLedgerRead = async () => {
    onLedgerRead = countLate
  }
  await counter.heal('main')
  expect(await counted('A')).toBe(200)
  expect(await counter.heal('main')).toEqual([])
})

test('money is counted without an end of its time', async () => {
  await counter.reserve(key('ada-bea'), stakes(100))
  const keys = await redis.keys('exposure:*')
  const lives = await Promise.all(keys.map((name) => redis.pttl(name)))
  expect(lives).toEqual(keys.map(() => -1))
})

test('counts that come back after Redis was erased, by a rebuild that was late, list their desk', async () => {
  onLedgerRead = async () => {
    onLedgerRead = async () => undefined
    await redis.flushall()
  }
  ledgerStakes.A.push(owed(key('ada-bea'), 600))
  await counter.heal('main')
  expect([await counted('A'), await counter.desks()]).toEqual([600, ['main']])
})
