import { legPlace } from '@surefoot/shared/messages'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkTime, openExecution, planExecution } from '../src/saga/open-execution.ts'
import { runExecution } from '../src/saga/run-execution.ts'
import { buildRequest } from './build.ts'
import { openBookmaker } from './scripted-bookmaker.ts'
import { openWorld, statesOf, WAIT, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ hasJetStream: false })
})
afterAll(() => world[Symbol.asyncDispose]())

test('every service starts on a NATS without JetStream, and reports the queue that it misses by name', async () => {
  const execution = world.startExecution()
  await vi.waitFor(() => {
    expect(execution.output()).toContain('execution is ready')
    expect(execution.output()).toContain('Nothing can be taken from the queue EXEC')
    expect(world.hedge.output()).toContain('hedge is ready')
    expect(world.hedge.output()).toContain('Nothing can be taken from the queue HEDGE')
  }, WAIT)
})

test('a lone leg is hedged without any queue', async () => {
  const deskId = await world.openDesk()
  await using bookmaker = await openBookmaker(world.executorBus, deskId)
  bookmaker.fates.B = 'reject'
  const request = buildRequest({ deskId })
  await runExecution(world.createPorts(), request)
  const record = await world.untilClosed(request.executionId)
  expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' })
  expect(bookmaker.placed).toEqual(['A', 'B', 'H'].map((role) => `${request.executionId}-${role}`))
  const counted = `exposure:{${deskId}}:A`
  await vi.waitFor(async () => expect(await world.redisClient.hlen(counted)).toBe(1), WAIT)
})

test('a leg that a dead process left is found by the watchdog and hedged without any queue', async () => {
  const execution = world.startExecution()
  await vi.waitFor(() => expect(execution.output()).toContain('execution is ready'), WAIT)
  const deskId = await world.openDesk()
  await using bookmaker = await openBookmaker(world.executorBus, deskId)
  const request = buildRequest({ deskId })
  const ports = world.createPorts()
  const time = checkTime(ports, request)
  if (!time.ok) throw new Error(time.message)
  const planned = await planExecution(ports, request, time)
  if (!planned.ok) throw new Error(planned.message)
  const { plans } = planned
  const opened = await openExecution(ports, request, plans)
  if (!opened.ok || !opened.created) throw new Error('the execution was not opened')
  await world.bus.request(legPlace, plans.A, { deadlineMs: 60_000 })
  const record = await world.untilClosed(request.executionId)
  expect(statesOf(record)).toEqual({ A: 'ACCEPTED', B: 'VOID', H: 'ACCEPTED' })
  expect(bookmaker.placed).toEqual(['A', 'H'].map((role) => `${request.executionId}-${role}`))
})
