import { execRequest, systemLog, type SystemLogEntry } from '@surefoot/shared/messages'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { moveLeg } from '../../src/legs/move-leg.ts'
import { createExecution } from '../../src/service.ts'
import { buildReceipt, buildRequest } from '../build.ts'
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

async function ask(): Promise<string> {
  const request = buildRequest({ deskId })
  await world.ring(execRequest, request, { id: request.executionId })
  return request.executionId
}

const untilLogged = (executionId: string, code: string) =>
  vi.waitFor(() => {
    const entry = logged.find((one) => one.executionId === executionId && one.code === code)
    return entry ?? expect.fail(`${code} was not logged`)
  }, WAIT)

test('a leg of which two bets may be is a person’s, and every click stops', async () => {
  bookmaker.fates.A = 'die after the click'
  bookmaker.book.A.push({
    legId: 'a bet placed by hand',
    betReference: 'by-hand',
    selectionId: 'ada-bea home',
    stake: '20.00',
    odds: '2.1',
    status: 'open',
    placedAt: new Date(Date.now() + 1000).toISOString(),
    returned: null,
    cashOut: null,
  })
  const executionId = await ask()
  await untilLogged(executionId, 'DUPLICATE_BET')
  await vi.waitFor(async () => {
    const record = await world.readRecord(executionId)
    expect(statesOf(record)).toEqual({ A: 'ESCALATED', B: 'DENIED' })
  }, WAIT)
  expect(await world.readTrading(deskId)).toBe('HALT_ALL')
})

test('a leg whose only bet is another leg’s of its account is a person’s to decide', async () => {
  const first = await ask()
  await world.untilClosed(first)
  // Too old to be among the executions whose bets the search leaves out: only the ledger's refusal is left.
  await world.age(first)
  const [bet] = bookmaker.book.A
  bookmaker.fates.A = 'die before the click'
  bookmaker.book.A.splice(
    0,
    Infinity,
    ...(bet ? [{ ...bet, placedAt: new Date(Date.now() + 1000).toISOString() }] : []),
  )
  const executionId = await ask()
  await vi.waitFor(async () => {
    const { legs } = await world.readRecord(executionId)
    const reason = expect.stringContaining(`Bet ${bet?.betReference} at north is leg`)
    expect(legs).toContainEqual(expect.objectContaining({ role: 'A', state: 'ESCALATED', reason }))
  }, WAIT)
  expect(await world.readLog(deskId, 'BET_CLAIMED')).toHaveLength(1)
})

test('a bet that turns up after its leg has ended is told to the operator once, and every click stops', async () => {
  bookmaker.fates.A = 'reject'
  const executionId = await ask()
  await world.untilClosed(executionId)
  const receipt = buildReceipt({ betReference: 'late-bet' })
  const move = { to: 'ACCEPTED' as const, reason: 'Found late', receipt }
  for (const ports of [world.createPorts(), world.createPorts()]) {
    const leg = await moveLeg(ports, `${executionId}-A`, move)
    expect(leg.state).toBe('REJECTED')
  }
  expect(await world.readTrading(deskId)).toBe('HALT_ALL')
  const told = await world.readLog(deskId, 'RECEIPT_AFTER_END')
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringContaining(`${executionId}-A had ended as REJECTED`),
  ])
})
