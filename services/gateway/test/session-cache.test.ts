import type { ConsoleSession } from '@surefoot/shared/messages'
import { NoReply } from '@surefoot/shared/bus'
import { expect, test } from 'vitest'
import { createSessionCache, type SessionReading } from '../src/auth/session-cache.ts'

const HOUR_MS = 3_600_000
const AT = '2026-11-29T10:00:00.000Z'
const session: ConsoleSession = {
  deskId: 'main',
  sessionId: 'b5a0f9b8-44b4-4f5e-9b53-1d0a3a0b6c02',
  operator: 'anna',
  role: 'operator',
  openedAt: AT,
  usedAt: AT,
  expiresAt: AT,
  userAgent: '',
  peer: '127.0.0.1',
}
const OPEN: SessionReading = { session, livesMs: 12 * HOUR_MS }

/** A cache before a ledger that answers what the test says; undefined: it is silent. */
function openCache() {
  const world: { now: number; asked: number; answer: SessionReading | undefined } = {
    now: 0,
    asked: 0,
    answer: OPEN,
  }
  const cache = createSessionCache({
    now: () => world.now,
    ask: async () => {
      world.asked += 1
      if (world.answer === undefined) throw new NoReply('TIMEOUT', 'ledger.session')
      return world.answer
    },
  })
  return { world, cache }
}

test('a console that asks all the time asks the ledger once in five seconds', async () => {
  const { world, cache } = openCache()
  for (world.now = 0; world.now < 60_000; world.now += 100) await cache.find('hash')
  expect(world.asked).toBe(12)
})

test('many requests at once ask the ledger once', async () => {
  const { world, cache } = openCache()
  await Promise.all(Array.from({ length: 50 }, () => cache.find('hash')))
  expect(world.asked).toBe(1)
})

test('while the ledger is silent whoever was logged in stays so, to the end of the session', async () => {
  const { world, cache } = openCache()
  await cache.find('hash')
  world.answer = undefined
  world.now = 12 * HOUR_MS - 1
  expect(await cache.find('hash')).toEqual(session)
  expect(cache.isOpen('hash')).toBe(true)
  world.now = 12 * HOUR_MS + 5000
  expect(cache.isOpen('hash')).toBe(false)
  await expect(cache.find('hash')).rejects.toBeInstanceOf(NoReply)
})

test('a silent ledger is asked once in five seconds, so that Kill is not kept waiting each time', async () => {
  const { world, cache } = openCache()
  await cache.find('hash')
  world.answer = undefined
  world.now = 10_000
  for (let click = 0; click < 20; click += 1) await cache.find('hash')
  expect(world.asked).toBe(2)
})

test('whoever is not known is neither in nor out while the ledger is silent', async () => {
  const { world, cache } = openCache()
  world.answer = undefined
  await expect(cache.find('hash')).rejects.toBeInstanceOf(NoReply)
  world.answer = null
  expect(await cache.find('hash')).toBeNull()
})

test('a session that was ended is out at once, though an answer of before comes after the end', async () => {
  const { cache } = openCache()
  await cache.find('hash')
  const late = cache.find('hash')
  cache.forget([session.sessionId])
  await late
  expect(cache.isOpen('hash')).toBe(false)
  cache.keep('hash', OPEN)
  expect(cache.isOpen('hash')).toBe(false)
})

test('where the event of its end is lost a session is out within five seconds', async () => {
  const { world, cache } = openCache()
  await cache.find('hash')
  world.answer = null
  world.now = 5000
  expect(await cache.find('hash')).toBeNull()
})

test('an open connection keeps its session in use, and ends with it', async () => {
  const { world, cache } = openCache()
  await cache.find('hash')
  world.now = 5000
  expect(cache.isOpen('hash')).toBe(true)
  expect(world.asked).toBe(2)
  world.answer = null
  world.now = 10_000
  expect(cache.isOpen('hash')).toBe(true)
  await expect.poll(() => cache.isOpen('hash')).toBe(false)
})
