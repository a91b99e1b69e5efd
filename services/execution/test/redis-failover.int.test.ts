import { ok, type SystemLogEntry } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openFaultProxy, openName, startRedis } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createExposureCounter } from '../src/exposure/exposure-counter.ts'
import { createRedisCheck, openRedis } from '../src/redis.ts'
import { createMatchLock } from '../src/saga/match-lock.ts'

const logger = createLogger('test', 'silent')
const NONE = { total: '0', byMatch: {}, external: '0', executions: [] }

function createPorts(redis: ReturnType<typeof openRedis>) {
  const monotonicMs = () => performance.now()
  const lock = createMatchLock({ redis, logger, monotonicMs, ttlMs: 10_000, leastMs: 1 })
  const caps = { perMatchMinor: 100_000, totalMinor: 500_000 }
  const ledger = { exposure: async () => ok({ A: NONE, B: NONE }) }
  const exposure = createExposureCounter({ redis, caps, ledger, epochMs: Date.now })
  const key = () => ({
    deskId: 'main',
    executionId: randomUUID(),
    matchId: randomUUID(),
    places: { A: [], B: [] },
  })
  return {
    hold: () => lock.hold(key()),
    reserve: () => exposure.reserve(key(), { A: 100, B: 100 }),
  }
}

/** The password of one server is that of the other, as under one name. */
async function sharePassword(from: string, to: string): Promise<void> {
  using admin = openRedis(to, logger)
  await once(admin, 'ready')
  await admin.config('SET', 'requirepass', decodeURIComponent(new URL(from).password))
}

test('after a failover behind one name the client leaves the former primary, and says why meanwhile (C20)', async () => {
  await using former = await startRedis()
  await using next = await startRedis()
  await sharePassword(former.url, next.url)
  await using name = await openName(former.url)
  using redis = openRedis(name.url, logger)
  await once(redis, 'ready')
  const ports = createPorts(redis)
  expect(await ports.reserve()).toBeUndefined()
  using admin = openRedis(former.url, logger)
  await once(admin, 'ready')
  const { hostname, port } = new URL(next.url)
  await admin.replicaof(hostname, port)
  name.leadTo(next.url)
  expect(await ports.reserve()).toMatchObject({
    code: 'REDIS_UNAVAILABLE',
    message: expect.stringContaining('is a replica'),
  })
  await expect.poll(ports.reserve).toBeUndefined()
  await expect.poll(ports.hold).toMatchObject({ ok: true })
})

test('a lock that meets a replica also makes the client connect again', async () => {
  await using former = await startRedis()
  await using next = await startRedis()
  await sharePassword(former.url, next.url)
  await using name = await openName(former.url)
  using redis = openRedis(name.url, logger)
  await once(redis, 'ready')
  const ports = createPorts(redis)
  using admin = openRedis(former.url, logger)
  await once(admin, 'ready')
  const { hostname, port } = new URL(next.url)
  await admin.replicaof(hostname, port)
  name.leadTo(next.url)
  await expect.poll(ports.hold).toMatchObject({ ok: true })
})

test('a Redis that hangs without closing is left, and used again once it goes on', async () => {
  await using server = await startRedis()
  await using proxy = await openFaultProxy(server.url)
  using redis = openRedis(proxy.url, logger)
  await once(redis, 'ready')
  const ports = createPorts(redis)
  const check = createRedisCheck({ redis, bus: { log: () => undefined }, logger })
  await check()
  const dropped = Promise.withResolvers<void>()
  redis.once('close', () => dropped.resolve())
  await server.signal('SIGSTOP')
  try {
    expect(await ports.reserve()).toMatchObject({ code: 'REDIS_UNAVAILABLE' })
    await expect(check()).rejects.toThrow('timed out')
    await dropped.promise
  } finally {
    await server.signal('SIGCONT')
  }
  await expect.poll(ports.reserve).toBeUndefined()
  await check()
})

test('a Redis that throws counts away when it is full is reported by name', async () => {
  await using server = await startRedis()
  using redis = openRedis(server.url, logger)
  await once(redis, 'ready')
  const logged: Pick<SystemLogEntry, 'code' | 'message'>[] = []
  const check = createRedisCheck({
    redis,
    bus: { log: (entry) => void logged.push(entry) },
    logger,
  })
  await check()
  expect(logged).toEqual([])
  await redis.config('SET', 'maxmemory', '100mb')
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
  await check()
  await check()
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({
    code: 'REDIS_EVICTS',
    message: expect.stringContaining('allkeys-lru'),
  })
})
