/** Holds the simulated Redis, its versions of the scripts above all, to real Redis: the same commands, the same answers. */
import { createPorts, exposureScripts, type Ports } from '@surefoot/execution'
import { createLogger } from '@surefoot/shared/runtime'
import { startRedis } from '@surefoot/testkit'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, type Random } from '../src/random.ts'
import { runCommand } from '../src/redis/commands.ts'
import { SimRedis } from '../src/redis/sim-redis.ts'
import { createRedisStore } from '../src/redis/store.ts'
import { createClock } from '../src/time/clock.ts'
import { EXECUTION_SETTINGS } from '../src/world/settings.ts'
import { simulate } from './simulated.ts'

const KEYS = [
  'exposure:{main}:ready',
  'exposure:{main}:A',
  'exposure:{main}:B',
  'exposure:{main}:places',
] as const
const MATCHES = ['match-1', 'match-2']
const COMMANDS = 3000

const stack = new AsyncDisposableStack()
let redis: Redis

beforeAll(async () => {
  const server = stack.use(await startRedis())
  redis = stack.adopt(new Redis(server.url), (client) => client.disconnect())
})
afterAll(() => stack.disposeAsync())

interface Told {
  readonly name: string
  readonly args: readonly string[]
}

/** A command as the product gives it, on few fields so that they meet. */
function drawCommand(random: Random, executionIds: readonly string[]): Told {
  const field = `${random.pick(executionIds)}:${random.pick(MATCHES)}`
  const stake = (): string => random.pick(['0', '5000', '30000', '60000'])
  const script = (text: string, ...args: readonly string[]): Told => ({
    name: 'eval',
    args: [text, '4', ...KEYS, ...args],
  })
  const { RESERVE, SETTLE, REBUILD } = exposureScripts
  const place = (account: string): string =>
    random.pick(['', `["${account}","event-1"]`, `["${account}","event-1"]\n["${account}","7"]`])
  const now = (): string => random.pick(['1000', '2000', '3000'])
  const stakes = JSON.stringify({
    A: { [field]: stake() },
    B: random.chance(0.5) ? {} : { [field]: stake() },
    places: { [field]: `0\n${place('A')}\n` },
  })
  const reserve = (): Told => {
    const [match, stakesOf] = [random.pick(MATCHES), [stake(), stake()]]
    const limits = [match, '70000', '100000', ...stakesOf]
    return script(RESERVE, field, ...limits, place('A'), place('B'), now())
  }
  return random.pick([
    reserve,
    reserve,
    () => script(SETTLE, field, stake(), stake(), place('A'), place('B')),
    () => script(REBUILD, random.pick(['', '1', '2', '5', '9']), stakes, now(), now()),
    () => ({ name: 'exists', args: [random.pick(KEYS)] }),
    () => ({ name: 'get', args: [KEYS[0]] }),
    () => ({ name: 'del', args: [random.chance(0.1) ? KEYS[0] : 'nothing'] }),
    () => ({ name: 'scan', args: ['0', 'MATCH', 'exposure:{*}:ready', 'COUNT', '1000'] }),
    () => ({ name: 'hgetall', args: [random.pick([KEYS[1], KEYS[2], KEYS[3]])] }),
  ])()
}

/** Redis promises no order of fields. */
function unordered(name: string, answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer
  const list: readonly unknown[] = answer
  const texts = list.map(String)
  if (name !== 'hgetall') return texts.toSorted()
  return texts
    .flatMap((text, index) => (index % 2 === 0 ? [`${text}=${texts[index + 1]}`] : []))
    .toSorted()
}

it('the simulated Redis answers every command and script of the product as Redis does', async () => {
  const random = createRandom('redis')
  const executionIds = Array.from({ length: 3 }, () => random.uuid())
  const store = createRedisStore(() => 0)
  const answers = new Set<string>()
  for (let count = 0; count < COMMANDS; count += 1) {
    const { name, args } = drawCommand(random, executionIds)
    // In capitals, because the client makes objects of the answers to names it knows.
    const truth: unknown = await redis.call(name.toUpperCase(), [...args])
    if (typeof truth === 'string') answers.add(truth)
    const modelled = runCommand(store, name, args)
    const told = { count, name, args }
    expect({ ...told, answer: unordered(name, modelled) }).toEqual({
      ...told,
      answer: unordered(name, truth),
    })
  }
  const met = [
    'RESERVED',
    'NOT_READY',
    'A match',
    'A total',
    'B total',
    'SETTLED',
    'CHANGED',
    'REBUILT',
  ]
  expect([...answers]).toEqual(expect.arrayContaining(met))
})

it('a command that the simulation does not know is no answer at all', () => {
  const store = createRedisStore(() => 0)
  expect(() => runCommand(store, 'incrby', ['key', '1'])).toThrow('without incrby')
  expect(() => runCommand(store, 'eval', ['return 1', '0'])).toThrow('no version of script')
})

type Lock = Ports['lock']

/** What becomes of a match's lock: held, refused, released, gone by itself, in someone else's hands. */
async function tellOfLock(lock: Lock, expire: () => Promise<void>): Promise<unknown[]> {
  const key = { deskId: 'main', matchId: 'ada-bea' }
  const codeOf = async (): Promise<string> => {
    const held = await lock.hold(key)
    return held.ok ? 'held' : held.code
  }
  const count = async (): Promise<number> => (await lock.list()).length
  const first = await lock.hold(key)
  const story: unknown[] = [first.ok, await codeOf(), await count()]
  if (first.ok) await first[Symbol.asyncDispose]()
  story.push(await count(), await codeOf())
  await lock.release(key)
  story.push(await count())
  const lost = await lock.hold(key)
  await expire()
  story.push(await count(), await codeOf())
  // It is another's by now, and stays.
  if (lost.ok) await lost[Symbol.asyncDispose]()
  story.push(await count())
  return story
}

it('the lock of a match does the same on the simulated Redis as on Redis', async () => {
  const { schedule, faults, start } = simulate()
  const { process, bus } = start('execution')
  const store = createRedisStore(schedule.nowMs)
  const common = {
    bus,
    logger: createLogger('test', 'silent'),
    stopping: new AbortController().signal,
    instanceId: 'test',
    settings: EXECUTION_SETTINGS,
  }
  const clock = createClock(schedule, process)
  const simulated = createPorts({
    ...common,
    clock,
    redis: new SimRedis({ schedule, process, faults, store }),
  })
  const real = createPorts({ ...common, clock, redis })
  const modelled = tellOfLock(simulated.lock, () => clock.delay(60_000))
  await schedule.runUntil(600_000)
  const truth = await tellOfLock(real.lock, async () => {
    await redis.pexpire('lock:main:ada-bea', 1)
    while ((await redis.exists('lock:main:ada-bea')) === 1) await Promise.resolve()
  })
  expect(await modelled).toEqual(truth)
  expect(truth).toEqual([true, 'LOCKED', 1, 0, 'held', 0, 0, 'held', 1])
})
