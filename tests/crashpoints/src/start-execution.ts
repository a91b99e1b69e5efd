import { createExecution, createPorts, type Ports } from '@surefoot/execution'
import { refuse } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import type { Process, ProcessOptions } from './process.ts'
import { createMortalBus } from './mortal-bus.ts'
import { createMortalClock } from './mortal-clock.ts'
import type { Mortality } from './mortality.ts'
import { EXECUTION_SETTINGS } from './settings.ts'
import { createWordOf } from './word-of.ts'

/** The execution service of one desk. It looks after nothing: that is the watchdog's of the other instance. */
export async function startExecution({
  world,
  deskId,
  mortality,
}: ProcessOptions): Promise<Process> {
  const { logger, redis, doorbells, buses } = world
  const wordOf = createWordOf()
  const bus = createMortalBus({ bus: buses.execution, doorbells, deskId, mortality, wordOf })
  const stopping = new AbortController()
  const ports = createPorts({
    bus,
    redis,
    logger,
    clock: createMortalClock(mortality),
    settings: EXECUTION_SETTINGS,
    stopping: stopping.signal,
    instanceId: randomUUID(),
  })
  const service = await createExecution(withMortalRedis(ports, mortality), { hasWatchdog: false })
  return {
    untilIdle: bus.untilIdle,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      if (!mortality.isDead()) await service[Symbol.asyncDispose]()
    },
  }
}

const REDIS_LOST = refuse('REDIS_UNAVAILABLE', 'Redis did not answer.')

/** What is said to Redis passes the mortality as a whole: a reservation is one word, and so is a lock. */
function withMortalRedis(ports: Ports, { say }: Mortality): Ports {
  const { lock, exposure } = ports
  return {
    ...ports,
    lock: {
      ...lock,
      hold: async (key) => {
        const held = await say({
          name: 'lock',
          step: () => lock.hold(key),
          onLost: () => REDIS_LOST,
        })
        if (!held.ok) return held
        const release = (): Promise<void> =>
          say({
            name: 'lock released',
            step: async () => held[Symbol.asyncDispose](),
            onLost: () => undefined,
          })
        return { ok: true, [Symbol.asyncDispose]: release }
      },
    },
    exposure: {
      ...exposure,
      reserve: (key, stakes) =>
        say({
          name: 'reserve',
          step: () => exposure.reserve(key, stakes),
          onLost: () => REDIS_LOST,
        }),
      settle: (key, stakes) =>
        say({
          name: 'settle',
          step: () => exposure.settle(key, stakes),
          onLost: () => {
            throw new Error('Redis did not answer')
          },
        }),
    },
  }
}
