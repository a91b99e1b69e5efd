import {
  createPorts,
  executionEnvironment,
  openRedis,
  settingsOf,
  systemClock,
  type Ports,
} from '@surefoot/execution'
import { openBus } from '@surefoot/shared/bus'
import { ledgerExposure, ok } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { startNats } from '@surefoot/testkit'
import { Redis } from 'ioredis'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { redisUrlOf } from '../src/index.ts'
import { REDIS_RIGHTS, REDIS_USERS } from '../src/redis-rights.ts'
import { dryRun, readCommands } from './redis-commands.ts'
import { openLockedRedis, type Locked } from './stand.ts'

let server: Locked
let tools: Redis
beforeAll(async () => {
  server = await openLockedRedis()
  tools = new Redis(server.url)
})
afterAll(async () => {
  tools.disconnect()
  await server[Symbol.asyncDispose]()
})

const KEY = 'exposure:{main}:A'

test.each(REDIS_USERS)(
  'of all that the server knows, %s may say what the table says, and nothing else',
  async (user) => {
    const commands = (await readCommands(tools)).filter(({ isForAll }) => !isForAll)
    expect(commands.length).toBeGreaterThan(200)
    const may: string[] = []
    for (const { words, least } of commands) {
      const call = [...words, ...Array.from({ length: least - words.length }, () => KEY)]
      const answer = await dryRun(tools, user, call)
      if (!answer.includes('has no permissions to run')) may.push(words.join('|'))
    }
    expect(may.toSorted()).toEqual([...REDIS_RIGHTS[user].commands].toSorted())
  },
)

test('a replica copies as its own user', async () => {
  await using other = await openLockedRedis()
  using copy = openRedis(other.url, createLogger('test', 'silent'))
  await once(copy, 'ready')
  await tools.set('exposure:copied', '1')
  await copy.config('SET', 'masteruser', 'replica')
  await copy.config('SET', 'masterauth', server.secrets.redis.replica)
  await copy.replicaof('127.0.0.1', new URL(server.url).port)
  await vi.waitFor(async () => expect(await copy.get('exposure:copied')).toBe('1'), {
    timeout: 120_000,
  })
})

const SCRIPT = (words: string): string => `return redis.call(${words})`

test.each([
  ['FLUSHALL'],
  ['FLUSHDB'],
  ['KEYS', '*'],
  ['CONFIG', 'GET', '*'],
  ['CONFIG', 'SET', 'appendonly', 'no'],
  ['CLIENT', 'LIST'],
  ['CLIENT', 'KILL', 'TYPE', 'normal'],
  ['ACL', 'SETUSER', 'execution', '+@all'],
  ['ACL', 'LIST'],
  ['SHUTDOWN', 'NOSAVE'],
  ['EXPIRE', KEY, '1'],
  ['RENAME', KEY, 'lock:main:x'],
  ['SUBSCRIBE', 'news'],
  ['PUBLISH', 'news', 'word'],
  ['REPLICAOF', '127.0.0.1', '1'],
  ['FUNCTION', 'FLUSH'],
  ['GET', 'session:1'],
  ['SET', 'session:1', 'x'],
  ['DEL', 'session:1'],
  ['HGETALL', 'exposures:{main}:A'],
  ['EVAL', SCRIPT(`'FLUSHALL'`), '0'],
  ['EVAL', SCRIPT(`'EXPIRE', '${KEY}', 1`), '0'],
  ['EVAL', SCRIPT(`'GET', 'session:1'`), '0'],
  ['EVAL', SCRIPT(`'CONFIG', 'GET', '*'`), '0'],
])('the execution service cannot: %s %s', async (command, ...words) => {
  await tools.set('session:1', 'secret')
  using execution = openRedis(
    redisUrlOf(server.url, server.secrets),
    createLogger('test', 'silent'),
  )
  await once(execution, 'ready')
  await expect(execution.call(command, ...words)).rejects.toThrow(
    /NOPERM|no permissions|can't run this command|attempted to access|can't access|not allowed from script/i,
  )
  expect(await tools.get('session:1')).toBe('secret')
})

test.each([
  ['a wrong password', (url: string) => url.replace(/:[^:@]+@/, ':wrong@')],
  ['no name', (url: string) => url.replace(/\/\/.*@/, '//')],
  ['the name of the default user', (url: string) => url.replace('//execution:', '//default:')],
])('with %s nobody gets in', async (_how, spoil) => {
  const url = spoil(redisUrlOf(server.url, server.secrets))
  const stranger = new Redis(url, {
    retryStrategy: null,
    lazyConnect: true,
    enableReadyCheck: false,
  })
  stranger.on('error', () => undefined)
  await expect(stranger.connect().then(() => stranger.get(KEY))).rejects.toThrow(
    /WRONGPASS|NOAUTH|Connection is closed/,
  )
  stranger.disconnect()
})

/** The service's own code, as its own user. */
async function openPorts(stack: AsyncDisposableStack): Promise<Ports> {
  const nats = stack.use(await startNats())
  const logger = createLogger('test', 'silent')
  const bus = stack.use(await openBus({ url: nats.url, service: 'execution', logger }))
  const none = { total: '0', byMatch: {}, external: '0', executions: [] }
  await bus.serve(ledgerExposure, async () => ok({ A: none, B: none }))
  const redis = stack.use(openRedis(redisUrlOf(server.url, server.secrets), logger))
  await once(redis, 'ready')
  const environment = executionEnvironment.parse({ REDIS_URL: server.url })
  return createPorts({
    bus,
    redis,
    logger,
    clock: systemClock,
    stopping: new AbortController().signal,
    instanceId: randomUUID(),
    settings: settingsOf(environment, false),
  })
}

test('the execution service can do all that it has to do', async () => {
  await using stack = new AsyncDisposableStack()
  const { exposure, lock } = await openPorts(stack)
  const match = { deskId: 'main', matchId: 'a-b' }
  const key = { ...match, executionId: randomUUID(), places: { A: [], B: [] } }
  expect(await exposure.reserve(key, { A: 100, B: 200 })).toBeUndefined()
  await exposure.settle(key, { A: 100, B: 0 })
  expect(await exposure.heal('main')).toHaveLength(1)
  expect(await exposure.heal('main')).toEqual([])
  expect(await exposure.desks()).toEqual(['main'])
  const held = await lock.hold(match)
  expect(held).toMatchObject({ ok: true })
  expect(await lock.list()).toMatchObject([match])
  expect(await lock.hold(match)).toMatchObject({ code: 'LOCKED' })
  if (held.ok) await held[Symbol.asyncDispose]()
  expect(await lock.list()).toEqual([])
  expect(await lock.hold(match)).toMatchObject({ ok: true })
  expect(await lock.release(match)).toBe(true)
})
