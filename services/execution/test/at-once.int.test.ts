import { execRequest } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { createExecution } from '../src/service.ts'
import { buildRequest } from './build.ts'
import { openBookmaker } from './scripted-bookmaker.ts'
import { openWorld } from './world.ts'

/** More than one instance once had in hand at a time. */
const SILENT = 20
/** More than are placed at once. */
const SEARCHING = 36
/** So many on a busy machine. */
const PATIENT = { timeout: 480_000 }

test('executions whose browsers are silent keep the execution of another desk from nothing', async () => {
  await using world = await openWorld()
  const [stuckDesk, nextDesk] = [await world.openDesk(), await world.openDesk()]
  await using stuck = await openBookmaker(world.executorBus, stuckDesk)
  await using next = await openBookmaker(world.executorBus, nextDesk)
  const silence = Promise.withResolvers<void>()
  stuck.before = () => silence.promise
  await using service = await createExecution(
    world.createPorts({ executionTimeoutMs: 60_000, leaseMs: 10_000 }),
    { hasWatchdog: false },
  )
  void service
  const ask = async (deskId: string, matchId: string): Promise<string> => {
    const request = buildRequest({ deskId, matchId })
    await world.ring(execRequest, request, { id: request.executionId })
    return request.executionId
  }
  for (let at = 0; at < SILENT; at += 1) await ask(stuckDesk, `stuck-${at}`)
  const { execution } = await world.untilClosed(await ask(nextDesk, 'next'))
  expect(execution.final_status).toBe('success')
  expect(next.book.A).toHaveLength(1)
  expect(stuck.placed).toEqual([])
  stuck.unprepared.add('A')
  silence.resolve()
})

test('executions that search for a leg keep the execution of another desk from nothing', async () => {
  await using world = await openWorld()
  const [searchingDesk, nextDesk] = [await world.openDesk(), await world.openDesk()]
  await using searching = await openBookmaker(world.executorBus, searchingDesk)
  await using next = await openBookmaker(world.executorBus, nextDesk)
  searching.fates.A = 'answer nothing known'
  searching.loggedOut.add('A')
  await using service = await createExecution(
    world.createPorts({ resolveForMs: 3_600_000, executionTimeoutMs: 600_000 }),
    { hasWatchdog: false },
  )
  void service
  using found = new DisposableStack()
  // Each is found then, and the service can end.
  found.defer(() => searching.loggedOut.clear())
  const ask = async (deskId: string, matchId: string): Promise<string> => {
    const request = buildRequest({ deskId, matchId })
    await world.ring(execRequest, request, { id: request.executionId })
    return request.executionId
  }
  for (let at = 0; at < SEARCHING; at += 1) await ask(searchingDesk, `searching-${at}`)
  await expect.poll(() => searching.placed.length, PATIENT).toBe(SEARCHING)
  const { execution } = await world.untilClosed(await ask(nextDesk, 'next'))
  expect(execution.final_status).toBe('success')
  expect(next.book.A).toHaveLength(1)
})
