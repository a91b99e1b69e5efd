import { execRequest, executionChanged } from '@surefoot/shared/messages'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildRequest } from './build.ts'
import { openBookmaker, type ScriptedBookmaker } from './scripted-bookmaker.ts'
import type { ServiceProcess } from '@surefoot/testkit'
import { openWorld, statesOf, WAIT, type World } from './world.ts'

let world: World
let bookmaker: ScriptedBookmaker
let execution: ServiceProcess
let deskId: string
const refusals = new Map<string, string>()

beforeAll(async () => {
  world = await openWorld()
  execution = world.startExecution()
  await world.bus.subscribe(executionChanged, ({ executionId, step, message }) => {
    if (step === 'refused') refusals.set(executionId, message ?? '')
  })
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  deskId = await world.openDesk()
  bookmaker = await openBookmaker(world.executorBus, deskId)
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

async function ask(): Promise<string> {
  const request = buildRequest({ deskId })
  await world.ring(execRequest, request, { id: request.executionId })
  return request.executionId
}

const untilPlaced = (count: number) =>
  vi.waitFor(() => expect(bookmaker.placed).toHaveLength(count), WAIT)

describe('a process that is killed', () => {
  test('after leg A was accepted leaves a lone leg, which its successor has hedged', async () => {
    bookmaker.fates.A = 'lose the answer'
    const executionId = await ask()
    await untilPlaced(1)
    await execution.kill('SIGKILL')
    execution = world.startExecution()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'VOID', H: 'ACCEPTED' })
    expect(bookmaker.placed).toEqual([`${executionId}-A`, `${executionId}-H`])
    await world.untilCounted(deskId)
    for (const act of ['WATCHDOG_TOOK_LEG', 'WATCHDOG_MOVED_LEG', 'WATCHDOG_HEDGED'])
      expect(await world.readLog(deskId, act)).toMatchObject([{ executionId }])
  })

  test('while the hedge was placed leaves it to its successor, which places nothing twice', async () => {
    bookmaker.fates.B = 'reject'
    bookmaker.fates.H = 'lose the answer'
    const executionId = await ask()
    await untilPlaced(3)
    await world.hedge.kill('SIGKILL')
    world.startHedge()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' })
    expect(record.hedgeEvents.map(({ step }) => step)).toEqual(['triggered', 'planned', 'covered'])
    expect(bookmaker.placed).toHaveLength(3)
  })
})

describe('nothing is placed and no row is written', () => {
  const untilRefused = (executionId: string, code: string) =>
    vi.waitFor(() => expect(refusals.get(executionId) ?? '').toContain(code), WAIT)

  test('while Redis does not answer', async () => {
    await world.redis.signal('SIGSTOP')
    const executionId = await ask()
    await untilRefused(executionId, 'REDIS_UNAVAILABLE')
    await world.redis.signal('SIGCONT')
    expect(bookmaker.placed).toEqual([])
    await expect(world.readRecord(executionId)).rejects.toThrow('no execution')
    await world.untilClosed(await ask())
  })

  test('while the ledger does not answer', async () => {
    await world.audit.kill('SIGKILL')
    const executionId = await ask()
    await untilRefused(executionId, 'LEDGER_UNAVAILABLE')
    expect(bookmaker.placed).toEqual([])
    world.startAudit()
    await vi.waitFor(() => world.readTrading(deskId), WAIT)
    await expect(world.readRecord(executionId)).rejects.toThrow('no execution')
    await world.untilClosed(await ask())
    expect(bookmaker.placed).toHaveLength(2)
  })
})

test('the lock of a process that died before it wrote a row is released', async () => {
  await world.redisClient.set(`lock:${deskId}:ada-bea`, 'of a dead process')
  await vi.waitFor(
    async () => expect(await world.redisClient.exists(`lock:${deskId}:ada-bea`)).toBe(0),
    WAIT,
  )
  await vi.waitFor(
    async () => expect(await world.readLog(deskId, 'STALE_LOCK')).toHaveLength(1),
    WAIT,
  )
})
