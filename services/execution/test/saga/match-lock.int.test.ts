import { createLogger } from '@surefoot/shared/runtime'
import { startRedis, type TestServer } from '@surefoot/testkit'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MatchLock } from '../../src/ports.ts'
import { openRedis } from '../../src/redis.ts'
import { createMatchLock } from '../../src/saga/match-lock.ts'

const KEY = { deskId: 'main', matchId: 'ada-bea' }
const TTL_MS = 10_000
const logger = createLogger('test', 'silent')

let server: TestServer
let redis: ReturnType<typeof openRedis>
let elapsedMs = 0
let lock: MatchLock

beforeAll(async () => {
  server = await startRedis()
  redis = openRedis(server.url, logger)
  // Each reading of the clock finds it `elapsedMs` later.
  let nowMs = 0
  const monotonicMs = (): number => (nowMs += elapsedMs)
  lock = createMatchLock({ redis, logger, monotonicMs, ttlMs: TTL_MS, leastMs: TTL_MS / 2 })
  await once(redis, 'ready')
})
afterAll(async () => {
  redis[Symbol.dispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(async () => {
  elapsedMs = 0
  await redis.flushall()
})

async function holdOrThrow() {
  const held = await lock.hold(KEY)
  if (!held.ok) throw new Error(held.message)
  return held
}

test('a match is held by one execution, and free again when it is released', async () => {
  const held = await holdOrThrow()
  expect(await lock.hold(KEY)).toMatchObject({ ok: false, code: 'LOCKED' })
  await held[Symbol.asyncDispose]()
  expect(await lock.hold(KEY)).toMatchObject({ ok: true })
})

test('a lock that nobody releases ends by itself', async () => {
  await holdOrThrow()
  expect(await redis.pttl('lock:main:ada-bea')).toBeGreaterThan(0)
})

test('a lock that came too late is not held, and not left behind', async () => {
  elapsedMs = TTL_MS / 2 + 1
  expect(await lock.hold(KEY)).toMatchObject({ ok: false, code: 'LOCK_TOO_SHORT' })
  expect(await redis.exists('lock:main:ada-bea')).toBe(0)
})

test('a lock that was erased meanwhile is released without a fault', async () => {
  const held = await holdOrThrow()
  await redis.flushall()
  await expect(held[Symbol.asyncDispose]()).resolves.toBeUndefined()
})

test('the lock of a dead process can be removed', async () => {
  await holdOrThrow()
  await lock.release(KEY)
  expect(await lock.hold(KEY)).toMatchObject({ ok: true })
})

test('a Redis that does not answer is said to be away, not the match to be locked', async () => {
  await server.signal('SIGSTOP')
  const refusal = await lock.hold(KEY)
  await server.signal('SIGCONT')
  expect(refusal).toMatchObject({ ok: false, code: 'REDIS_UNAVAILABLE' })
})
