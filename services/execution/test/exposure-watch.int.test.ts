import { execRequest, ledgerControl, ledgerSettle } from '@surefoot/shared'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { runExecution } from '../src/run-execution.ts'
import { createExecution } from '../src/service.ts'
import { createExposureWatch } from '../src/exposure-watch.ts'
import { createTasks } from '../src/tasks.ts'
import { createWatchdog } from '../src/watchdog.ts'
import { buildRequest } from './build.ts'
import { openBookmaker, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from './world.ts'

let world: World
let service: AsyncDisposable
let bookmaker: ScriptedBookmaker
let deskId: string

beforeAll(async () => {
  world = await openWorld()
  service = await createExecution(world.createPorts(), { hasWatchdog: true })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
beforeEach(async () => {
  deskId = await world.openDesk()
  bookmaker = await openBookmaker(world.executorBus, deskId)
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

async function placeBoth(): Promise<string> {
  const request = buildRequest({ deskId })
  await world.ring(execRequest, request, { id: request.executionId })
  await world.untilClosed(request.executionId)
  await world.untilCounted(deskId)
  return request.executionId
}

const plant = (executionId: string, minor: number) =>
  world.redisClient.hset(`exposure:{${deskId}}:A`, `${executionId}:ada-bea`, minor)

const untilLogged = (code: string) =>
  vi.waitFor(async () => {
    const [entry] = await world.readLog(deskId, code)
    return entry ?? expect.fail(`${code} was not logged`)
  }, WAIT)

describe('drift', () => {
  test('of an amount that the execution never had is counted again, told, and nothing new is opened', async () => {
    await plant(await placeBoth(), 77)
    const { message, details } = await untilLogged('EXPOSURE_DRIFT')
    expect(message).toContain('press Run')
    expect(details).toMatchObject({ drift: [{ countedMinor: 77, ledgerMinor: 10_000 }] })
    await world.untilCounted(deskId)
    expect(await world.readTrading(deskId)).toBe('HALT_NEW')
  })

  test('of an execution that the ledger does not know, or under no execution’s name, is found as well', async () => {
    await placeBoth()
    await plant(randomUUID(), 10_000)
    await plant('nobody', 10_000)
    expect(await untilLogged('EXPOSURE_DRIFT')).toMatchObject({ level: 'error' })
    await world.untilCounted(deskId)
  })

  test('is looked for at every desk, also if another one cannot be compared', async () => {
    const spoiled = `spoiled-${randomUUID().slice(0, 8)}`
    const compared: string[] = []
    const keys = [`exposure:{${spoiled}}:ready`, `exposure:{${spoiled}}:A`]
    for (const key of keys) await world.redisClient.set(key, 'no hash')
    const { exposure, ledger, ...ports } = world.createPorts()
    await using tasks = createTasks(ports.logger)
    const watchdog = createWatchdog(
      {
        ...ports,
        ledger: { ...ledger, due: async () => ({ ok: true, accounts: [] }) },
        exposure: {
          ...exposure,
          desks: async () => [spoiled, deskId],
          compare: async (one) => {
            const differences = await exposure.compare(one)
            compared.push(one)
            return differences
          },
        },
      },
      tasks,
    )
    await expect(watchdog.look()).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: expect.stringContaining('WRONGTYPE') })],
    })
    expect(compared).toEqual([deskId])
    await world.redisClient.del(keys)
  })

  test('does not loosen a person’s HALT_ALL', async () => {
    const executionId = await placeBoth()
    const change = { trading: 'HALT_ALL' as const }
    const body = { deskId, change, actor: 'operator', reason: null }
    await world.bus.request(ledgerControl, body, { deadlineMs: 5000 })
    await plant(executionId, 77)
    await untilLogged('EXPOSURE_DRIFT')
    expect(await world.readTrading(deskId)).toBe('HALT_ALL')
  })
})

describe('no drift', () => {
  /** Two looks more of a process of our own than the service itself has made. */
  async function lookTwice(): Promise<void> {
    const { look } = createExposureWatch(world.createPorts())
    await look(deskId)
    await look(deskId)
  }
  async function expectNoDrift(): Promise<void> {
    await world.untilCounted(deskId)
    expect(await world.readLog(deskId, 'EXPOSURE_DRIFT')).toEqual([])
    expect(await world.readTrading(deskId)).toBe('RUN')
  }

  test('is a bet that was settled by hand: Redis is brought up to the ledger', async () => {
    const executionId = await placeBoth()
    const body = { legId: `${executionId}-A`, result: 'won' as const, returned: '210.00' }
    await world.bus.request(ledgerSettle, { ...body, by: 'operator' }, { deadlineMs: 5000 })
    await expectNoDrift()
    expect(await untilLogged('EXPOSURE_BEHIND')).toMatchObject({ level: 'info', account: 'A' })
  })

  test('is Redis without anything: it is unknown, and taken from the ledger', async () => {
    await placeBoth()
    expect(await world.redisClient.flushall()).toBe('OK')
    await expectNoDrift()
  })

  test('is an execution whose process is paused between the ledger and Redis, and goes on when all is over', async () => {
    const paused = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const ports = world.createPorts()
    const request = buildRequest({ deskId })
    const { executionId } = request
    const running = runExecution(
      {
        ...ports,
        // A process that is paused renews nothing.
        clock: { ...ports.clock, every: () => ({ [Symbol.dispose]: () => undefined }) },
        exposure: {
          ...ports.exposure,
          reserve: async (key, stakes) => {
            paused.resolve()
            await goOn.promise
            return ports.exposure.reserve(key, stakes)
          },
        },
      },
      request,
    )
    await paused.promise
    await lookTwice()
    const { legs, execution } = await world.readRecord(executionId)
    expect(execution.closedAt).toBeNull()
    expect(legs.map(({ state }) => state)).toEqual(['AUTHORIZED', 'AUTHORIZED'])
    expect(statesOf(await world.untilClosed(executionId))).toEqual({ A: 'VOID', B: 'VOID' })
    bookmaker.before = async (moment) => {
      // Its slips are on the way while its stakes, which nobody has outstanding, are counted.
      if (moment === 'prepare A') await lookTwice()
    }
    goOn.resolve()
    await running
    expect(bookmaker.book).toEqual({ A: [], B: [] })
    await expectNoDrift()
  })
})
