import { ledgerSettle } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { healExposure } from '../../src/exposure/settle-exposure.ts'
import { runExecution } from '../../src/saga/run-execution.ts'
import { createTasks } from '../../src/tasks.ts'
import { createWatchdog } from '../../src/watchdog/watchdog.ts'
import { buildRequest } from '../build.ts'
import { openBookmaker, type ScriptedBookmaker } from '../scripted-bookmaker.ts'
import { openWorld, statesOf, type World } from '../world.ts'

let world: World
let bookmaker: ScriptedBookmaker
let deskId: string

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  deskId = await world.openDesk()
  bookmaker = await openBookmaker(world.executorBus, deskId)
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

const heal = () => healExposure(world.createPorts(), deskId)
const counts = (account: 'A' | 'B') => world.redisClient.hgetall(`exposure:{${deskId}}:${account}`)

async function placeBoth(change: Parameters<typeof buildRequest>[0] = {}): Promise<string> {
  const request = buildRequest({ deskId, ...change })
  await runExecution(world.createPorts(), request)
  await world.untilClosed(request.executionId)
  return request.executionId
}

const plant = (executionId: string, minor: number) =>
  world.redisClient.hset(`exposure:{${deskId}}:A`, `${executionId}:ada-bea`, minor)

describe('counts that differ from the ledger', () => {
  test.for([
    ['an amount that the execution never had', (id: string) => plant(id, 77)],
    ['an execution that the ledger does not know', () => plant(randomUUID(), 10_000)],
    ['a field that names no execution', () => plant('nobody', 10_000)],
    ['a bet that was lost', () => world.redisClient.del(`exposure:{${deskId}}:A`)],
    ['the events and selections', () => world.redisClient.del(`exposure:{${deskId}}:places`)],
    ['everything', () => world.redisClient.flushall()],
  ] as const)(
    'by %s are rebuilt from it at the next comparison, and the desk goes on trading',
    async ([, spoil]) => {
      const executionId = await placeBoth()
      await spoil(executionId)
      await heal()
      await world.untilCounted(deskId)
      const places = await world.redisClient.hgetall(`exposure:{${deskId}}:places`)
      expect(Object.values(places).join()).toContain('"event"')
      expect(await world.readTrading(deskId)).toBe('RUN')
      expect(await world.readLog(deskId, 'EXPOSURE_DRIFT')).toEqual([])
    },
  )

  test('cost no trade: a cap refuses only after they were rebuilt', async () => {
    await placeBoth()
    await plant(randomUUID(), 99_999_999)
    const next = await placeBoth({ matchId: 'cat-dee' })
    expect(statesOf(await world.readRecord(next))).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
  })

  test('by a bet that was settled by hand are rebuilt', async () => {
    const executionId = await placeBoth()
    const body = { legId: `${executionId}-A`, result: 'won' as const, returned: '210.00' }
    await world.bus.request(ledgerSettle, { ...body, by: 'operator' }, { deadlineMs: 60_000 })
    await heal()
    expect(await counts('A')).toEqual({})
    await world.untilCounted(deskId)
  })

  test('are found at every desk, also if another one cannot be compared', async () => {
    const spoiled = `spoiled-${randomUUID().slice(0, 8)}`
    const keys = [`exposure:{${spoiled}}:ready`, `exposure:{${spoiled}}:A`]
    for (const key of keys) await world.redisClient.set(key, 'no hash')
    await plant(await placeBoth(), 77)
    const { exposure, ledger, ...ports } = world.createPorts()
    await using tasks = createTasks(ports.logger)
    const watchdog = createWatchdog(
      {
        ...ports,
        ledger: { ...ledger, due: async () => ({ ok: true, accounts: [] }) },
        exposure: { ...exposure, desks: async () => [spoiled, deskId] },
      },
      tasks,
    )
    await expect(watchdog.look()).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: expect.stringContaining('WRONGTYPE') })],
    })
    await world.untilCounted(deskId)
    await world.redisClient.del(keys)
  })
})

describe('a reservation', () => {
  test('that is on its way to the ledger stays counted, and is gone if the ledger does not open its execution', async () => {
    const request = buildRequest({ deskId })
    const ports = world.createPorts()
    let seen: Record<string, string> = {}
    const refused = {
      ...ports,
      ledger: {
        ...ports.ledger,
        open: async () => {
          await heal()
          seen = await counts('A')
          return { ok: false as const, code: 'MATCH_BUSY' as const, message: 'Another is open.' }
        },
      },
    }
    await runExecution(refused, request)
    expect(Object.values(seen)).toEqual(['10000'])
    expect(await counts('A')).toEqual({})
  })

  test('of a request that comes again after its execution is closed counts what the ledger has', async () => {
    const request = buildRequest({ deskId })
    await runExecution(world.createPorts(), request)
    await world.untilClosed(request.executionId)
    const { placed } = bookmaker
    const before = placed.length
    await runExecution(world.createPorts(), request)
    expect(placed).toHaveLength(before)
    await world.untilCounted(deskId)
  })
})
