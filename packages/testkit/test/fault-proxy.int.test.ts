import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFaultProxy, startRedis, type FaultProxy, type TestServer } from '../src/index.ts'

let server: TestServer
let proxy: FaultProxy
let direct: Redis
let through: Redis

beforeEach(async () => {
  server = await startRedis()
  proxy = await openFaultProxy(server.url)
  direct = new Redis(server.url)
  through = new Redis(proxy.url, {
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: 1000,
  })
  through.on('error', () => undefined)
  await through.set('count', '0')
})
afterEach(async () => {
  through.disconnect()
  direct.disconnect()
  await proxy[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

test('a request whose answer is dropped is done all the same, and its connection does not outlive the fault', async () => {
  const drop = proxy.dropReplies()
  const asked = through.incr('count').catch((error: unknown) => String(error))
  await expect.poll(() => direct.get('count')).toBe('1')
  await expect.poll(drop.lost).toBe(1)
  expect(drop.end()).toBe(1)
  expect(await asked).toMatch(/Error/)
  await expect.poll(() => through.get('count').catch(() => null)).toBe('1')
})

test('a fault that nobody met breaks no connection', async () => {
  expect(proxy.dropReplies().end()).toBe(0)
  expect(await through.get('count')).toBe('0')
})

test('a cut breaks every connection, and the next one is taken', async () => {
  const closed = new Promise((resolve) => through.once('close', resolve))
  expect(proxy.cut()).toBe(1)
  await closed
  await expect.poll(() => through.get('count').catch(() => null)).toBe('0')
})

test('what is held up arrives later and in its order', async () => {
  const hold = proxy.holdUp(100)
  const began = performance.now()
  const answers = await Promise.all([1, 2, 3].map(() => through.incr('count')))
  expect(performance.now() - began).toBeGreaterThan(190)
  expect(answers).toEqual([1, 2, 3])
  expect(hold.end()).toBeGreaterThan(1)
})

test('what is frozen neither answers nor closes, and goes on with what it was sent', async () => {
  const freeze = proxy.freeze()
  const asked = through.incr('count').catch((error: unknown) => String(error))
  expect(await asked).toMatch(/timed out/)
  expect(through.status).toBe('ready')
  expect(await direct.get('count')).toBe('0')
  expect(freeze.end()).toBe(1)
  await expect.poll(() => direct.get('count')).toBe('1')
})
