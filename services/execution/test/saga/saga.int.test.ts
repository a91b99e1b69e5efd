import {
  execRequest,
  hedgeTrigger,
  ledgerControl,
  ledgerLimits,
  systemLog,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createExecution } from '../../src/service.ts'
import { buildRequest, type OpportunityChange } from '../build.ts'
import { openBookmaker, type ScriptedBookmaker } from '../scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from '../world.ts'

let world: World
let service: AsyncDisposable
let bookmaker: ScriptedBookmaker
let deskId: string
const logged: SystemLogEntry[] = []

beforeAll(async () => {
  world = await openWorld()
  await world.bus.subscribe(systemLog, (entry) => void logged.push(entry))
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

async function ask(change: OpportunityChange = {}): Promise<string> {
  const request = buildRequest({ deskId, ...change })
  await world.ring(execRequest, request, { id: request.executionId })
  return request.executionId
}

const stakesOf = (account: 'A' | 'B') => bookmaker.book[account].map(({ stake }) => stake)

const untilLogged = (executionId: string, code: string) =>
  vi.waitFor(() => {
    const entry = logged.find((one) => one.executionId === executionId && one.code === code)
    if (entry === undefined) throw new Error(`${code} is not logged`)
    return entry
  }, WAIT)

describe('both legs', () => {
  test('are placed once, and the audit row is completed', async () => {
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
    expect(record.execution).toMatchObject({ final_status: 'success', hedge_triggered: false })
    expect(bookmaker.placed).toEqual([`${executionId}-A`, `${executionId}-B`])
    await world.untilCounted(deskId)
  })

  test('fit together when the first is taken with less stake', async () => {
    bookmaker.fates.A = 'reduce'
    const record = await world.untilClosed(await ask())
    const fitting = { final_status: 'success', stakeA: '50.00', stakeB: '50.00' }
    expect(record.execution).toMatchObject(fitting)
    expect(stakesOf('B')).toEqual(['50.00'])
    await world.untilCounted(deskId)
    const learnt = await world.bus.request(ledgerLimits, { deskId }, { deadlineMs: 60_000 })
    expect(learnt).toMatchObject({ limits: [{ account: 'A', stake: '50.00', asked: '100.00' }] })
  })

  test('are placed when the first is held by its provider for a while', async () => {
    bookmaker.fates.A = 'pend'
    const record = await world.untilClosed(await ask())
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
  })
})

describe('one request', () => {
  test('that comes twice at once, or again later, is one execution', async () => {
    const request = buildRequest({ deskId })
    const { executionId } = request
    await Promise.all(
      ['first', 'second', 'third'].map((id) =>
        world.ring(execRequest, request, { id: `${executionId} ${id}` }),
      ),
    )
    await world.untilClosed(executionId)
    await world.ring(execRequest, request, { id: `${executionId} later` })
    const next = await ask({ matchId: 'another' })
    await world.untilClosed(next)
    expect(stakesOf('A')).toHaveLength(2)
    expect(bookmaker.placed.filter((legId) => legId.startsWith(executionId))).toHaveLength(2)
  })

  test('that two instances take at once is one execution', async () => {
    const request = buildRequest({ deskId })
    await using other = await createExecution(world.createPorts(), { hasWatchdog: true })
    await Promise.all(
      ['first', 'second', 'third', 'fourth'].map((id) =>
        world.ring(execRequest, request, { id: `${request.executionId} ${id}` }),
      ),
    )
    const record = await world.untilClosed(request.executionId)
    expect(other).toBeDefined()
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
    expect(bookmaker.placed).toHaveLength(2)
  })

  test('that comes too late is dropped and logged', async () => {
    const request = { ...buildRequest({ deskId }), expiresAt: Date.now() - 1 }
    await world.ring(execRequest, request, { id: request.executionId })
    await untilLogged(request.executionId, 'REQUEST_EXPIRED')
    await expect(world.readRecord(request.executionId)).rejects.toThrow('no execution')
  })
})

describe('nothing is placed', () => {
  test('when a slip cannot be prepared', async () => {
    bookmaker.unprepared.add('B')
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'DENIED', B: 'DENIED' })
    expect(record.execution.error_message).toContain('SUSPENDED')
    expect(bookmaker.placed).toEqual([])
    await untilLogged(executionId, 'SUSPENDED')
    await world.untilCounted(deskId)
  })

  test('when the desk is halted, and the operator is told so', async () => {
    const change = { trading: 'HALT_NEW' as const }
    const halt = { deskId, change, actor: 'operator', reason: null }
    await world.bus.request(ledgerControl, halt, { deadlineMs: 60_000 })
    const executionId = await ask()
    await untilLogged(executionId, 'HALTED')
    await expect(world.readRecord(executionId)).rejects.toThrow('no execution')
  })

  test('when the odds have moved below the least', async () => {
    bookmaker.odds.set(' away', '1.9')
    const record = await world.untilClosed(await ask())
    expect(record.execution.error_message).toContain('ODDS_MOVED')
    expect(bookmaker.placed).toEqual([])
  })

  test('when each slip would do and both together win nothing', async () => {
    bookmaker.odds.set(' home', '1.95').set(' away', '2.02')
    const record = await world.untilClosed(await ask())
    expect(statesOf(record)).toEqual({ A: 'DENIED', B: 'DENIED' })
    expect(record.execution.error_message).toContain('Together the slips win nothing')
    expect(bookmaker.placed).toEqual([])
    await world.untilCounted(deskId)
  })

  test('when the stake on one match would exceed the cap', async () => {
    const change = { matchId: 'capped', A: { stake: '600.00' }, B: { stake: '600.00' } }
    await world.untilClosed(await ask(change))
    const refused = await ask(change)
    expect((await untilLogged(refused, 'OVER_CAP')).message).toContain('MAX_EXPOSURE_PER_MATCH')
    await expect(world.readRecord(refused)).rejects.toThrow('no execution')
    expect(stakesOf('A')).toEqual(['600.00'])
    await world.untilCounted(deskId)
  })

  test('when the stake in all would exceed the cap', async () => {
    const stake = { stake: '900.00' }
    for (const matchId of ['one', 'two', 'three', 'four', 'five'])
      await world.untilClosed(await ask({ matchId, A: stake, B: stake }))
    const sixth = await ask({ matchId: 'six', A: stake, B: stake })
    expect((await untilLogged(sixth, 'OVER_CAP')).message).toContain('MAX_TOTAL_EXPOSURE')
    expect(stakesOf('A')).toHaveLength(5)
  })
})

describe('leg B is never sent', () => {
  test.each([
    ['is rejected', 'reject', 'REJECTED'],
    ['is refused before a permit', 'deny', 'DENIED'],
  ] as const)('when A %s', async (_title, fate, state) => {
    bookmaker.fates.A = fate
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: state, B: 'DENIED' })
    expect(record.execution).toMatchObject({ final_status: 'failed', hedge_triggered: false })
    expect(bookmaker.placed).toEqual([`${executionId}-A`])
    await world.untilCounted(deskId)
  })

  test('when A is unknown: A turns out to be placed, and is hedged as a lone leg', async () => {
    bookmaker.fates.A = 'die after the click'
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'DENIED', H: 'ACCEPTED' })
    expect(bookmaker.placed).toEqual([`${executionId}-A`, `${executionId}-H`])
    expect(record.hedgeEvents.map(({ step }) => step)).toEqual(['triggered', 'planned', 'covered'])
    await world.untilCounted(deskId)
  })

  test('when A is unknown: A is proven absent, and nothing is left', async () => {
    bookmaker.fates.A = 'die before the click'
    const record = await world.untilClosed(await ask())
    expect(statesOf(record)).toEqual({ A: 'ABSENT', B: 'DENIED' })
    expect(record.execution).toMatchObject({ final_status: 'failed', hedge_triggered: false })
    await world.untilCounted(deskId)
  })
})

describe('a lone leg', () => {
  test('is hedged at the other account when B is rejected and its price still stands', async () => {
    bookmaker.fates.B = 'reject'
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' })
    expect(record.execution).toMatchObject({ final_status: 'failed', hedge_triggered: true })
    expect(stakesOf('B')).toEqual(['100.00'])
    expect(bookmaker.placed).toEqual(['A', 'B', 'H'].map((role) => `${executionId}-${role}`))
    await world.untilCounted(deskId)
  })

  test('is hedged at the opposite outcome when the price of B is gone', async () => {
    bookmaker.fates.B = 'reject for its price'
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' })
    expect(stakesOf('A')).toEqual(['100.00', '116.67'])
    await world.untilCounted(deskId)
  })

  test('is hedged by what the slip shows now, not by what was quoted', async () => {
    bookmaker.fates.B = 'reject for its price'
    bookmaker.odds.set(' away at north', '1.78')
    await world.untilClosed(await ask())
    expect(stakesOf('A')).toEqual(['100.00', '117.98'])
  })

  test('is hedged when B turns out to be absent', async () => {
    bookmaker.fates.B = 'die before the click'
    const record = await world.untilClosed(await ask())
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'ABSENT', H: 'ACCEPTED' })
  })

  test('is a person’s to decide when a hedge would lose more than the limit', async () => {
    bookmaker.fates.B = 'reject for its price'
    bookmaker.odds.set(' away at north', '1.6')
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'REJECTED' })
    expect(record.hedgeEvents.map(({ step }) => step)).toEqual(['triggered', 'escalated'])
    await untilLogged(executionId, 'HEDGE_ESCALATED')
  })

  test.each([
    ['rejected', 'reject', 'REJECTED'],
    ['absent', 'die before the click', 'ABSENT'],
  ] as const)('of which each hedge is %s is a person’s to decide', async (_, fate, state) => {
    bookmaker.fates.B = 'reject'
    bookmaker.fates.H = fate
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    const steps = record.hedgeEvents.map(({ step }) => step).join(', ')
    expect(steps).toBe('triggered, planned, failed, planned, failed, escalated')
    expect(record.legs.slice(2)).toMatchObject([
      { legId: `${executionId}-H`, account: 'B', state },
      { legId: `${executionId}-H2`, account: 'A', state },
    ])
  })

  test('whose hedge is unknown is covered when the hedge is found', async () => {
    bookmaker.fates.B = 'reject'
    bookmaker.fates.H = 'die after the click'
    const executionId = await ask()
    const record = await world.untilClosed(executionId)
    expect(statesOf(record)).toMatchObject({ H: 'ACCEPTED' })
    expect(record.hedgeEvents.map(({ step }) => step)).toEqual(['triggered', 'planned', 'covered'])
    expect(bookmaker.placed).toHaveLength(3)
    await world.untilCounted(deskId)
  })

  test('is hedged once when its trigger comes many times', async () => {
    bookmaker.fates.B = 'reject'
    const executionId = await ask()
    await vi.waitFor(() => expect(bookmaker.placed).toHaveLength(2), WAIT)
    const trigger = { deskId, executionId, reason: 'again' }
    for (const again of ['one', 'two', 'three'])
      await world.ring(hedgeTrigger, trigger, { id: `${executionId} ${again}` })
    await world.untilClosed(executionId)
    await world.ring(hedgeTrigger, trigger, { id: `${executionId} after` })
    await world.untilClosed(await ask({ matchId: 'another' }))
    expect(bookmaker.placed.filter((legId) => legId === `${executionId}-H`)).toHaveLength(1)
  })
})

describe('an answer that is lost', () => {
  test.each(['A', 'B'] as const)('after leg %s was accepted changes nothing', async (role) => {
    bookmaker.fates[role] = 'lose the answer'
    const record = await world.untilClosed(await ask())
    expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'ACCEPTED' })
    expect(bookmaker.placed).toHaveLength(2)
  })
})
