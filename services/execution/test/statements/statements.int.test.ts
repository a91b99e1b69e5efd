import { ledgerExposure } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { runExecution } from '../../src/saga/run-execution.ts'
import { createExecution } from '../../src/service.ts'
import { createStatements, type Statements } from '../../src/statements/statements.ts'
import { createTasks } from '../../src/tasks.ts'
import { buildRequest } from '../build.ts'
import { openBookmaker, type ScriptedBookmaker } from '../scripted-bookmaker.ts'
import { openWorld, WAIT, type World } from '../world.ts'

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

/** An instance of the service, as far as statements go: the test says when it looks. */
function openInstance(): Statements & AsyncDisposable {
  const tasks = createTasks(createLogger('test', 'silent'))
  const { look } = createStatements(world.createPorts(), tasks)
  return { look, [Symbol.asyncDispose]: () => tasks[Symbol.asyncDispose]() }
}

async function placeBoth(): Promise<string> {
  const request = buildRequest({ deskId })
  await runExecution(world.createPorts(), request)
  return request.executionId
}

const readExposure = async () => {
  const reply = await world.bus.request(ledgerExposure, { deskId }, { deadlineMs: 60_000 })
  if (!reply.ok) throw new Error(reply.message)
  return [reply.A.total, reply.B.total]
}

const untilRead = (account: 'A' | 'B', count: number) =>
  vi.waitFor(() => expect(bookmaker.reads[account].count).toBe(count), WAIT)

function endBets(): void {
  Object.assign(bookmaker.book.A[0] ?? {}, { status: 'won', returned: '210.00' })
  Object.assign(bookmaker.book.B[0] ?? {}, { status: 'lost', returned: '0' })
}

test('a bet that has ended at its provider is settled, and its stake is outstanding no more', async () => {
  const executionId = await placeBoth()
  await world.untilCounted(deskId)
  expect(await readExposure()).toEqual(['100.00', '100.00'])
  endBets()
  await using instance = openInstance()
  await instance.look()
  await vi.waitFor(async () => expect(await readExposure()).toEqual(['0.00', '0.00']), WAIT)
  await world.untilCounted(deskId)
  const { execution } = await world.readRecord(executionId)
  expect(execution.profit).toBe('10.00')
})

test('the service reads the statements by itself', async () => {
  await placeBoth()
  endBets()
  await using service = await createExecution(world.createPorts(), { hasWatchdog: true })
  await vi.waitFor(async () => expect(await readExposure()).toEqual(['0.00', '0.00']), WAIT)
  expect(service).toBeDefined()
  expect(await world.readTrading(deskId)).toBe('RUN')
})

test('an account is read by one of two instances at a time', async () => {
  await placeBoth()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  bookmaker.before = async (moment) => {
    if (bookmaker.reads.A.present > 1 || bookmaker.reads.B.present > 1) release()
    if (moment.startsWith('read')) await released
  }
  await using one = openInstance()
  await one.look()
  await Promise.all([untilRead('A', 1), untilRead('B', 1)])
  const other = openInstance()
  await other.look()
  await other[Symbol.asyncDispose]()
  release()
  expect([bookmaker.reads.A.most, bookmaker.reads.B.most]).toEqual([1, 1])
})

test('an account that cannot be read is told of once, and once more when it can be read again', async () => {
  await placeBoth()
  bookmaker.loggedOut.add('A')
  await using instance = openInstance()
  const lookOnce = async (count: number): Promise<void> => {
    await instance.look()
    await untilRead('A', count)
    await instance[Symbol.asyncDispose]()
  }
  const told = async () => [
    ...(await world.readLog(deskId, 'STATEMENT_READ')),
    ...(await world.readLog(deskId, 'STATEMENT_UNREAD')),
  ]
  await lookOnce(1)
  await lookOnce(2)
  bookmaker.loggedOut.delete('A')
  await lookOnce(3)
  await lookOnce(4)
  await vi.waitFor(async () => expect(await told()).toHaveLength(2), WAIT)
  expect(await told()).toMatchObject([
    { code: 'STATEMENT_READ', account: 'A' },
    { code: 'STATEMENT_UNREAD', account: 'A', message: expect.stringContaining('LOGGED_OUT') },
  ])
})

test('an account that is silent keeps the other from nothing', async () => {
  await placeBoth()
  const { promise: speaks, resolve: speak } = Promise.withResolvers<void>()
  bookmaker.before = async (moment) => {
    if (moment === 'read A') await speaks
  }
  await using instance = openInstance()
  try {
    // Not waited for: it is to begin every account, whatever another does.
    const first = instance.look()
    await Promise.all([untilRead('A', 1), untilRead('B', 1)])
    await first
    // Its first reading may still be on the way to the ledger.
    await vi.waitFor(async () => {
      await instance.look()
      expect(bookmaker.reads.B.count).toBeGreaterThan(1)
    }, WAIT)
    expect(bookmaker.reads.A.count).toBe(1)
  } finally {
    speak()
  }
})

test('accounts begin to be read one after another, not all at once', async () => {
  await placeBoth()
  const ports = world.createPorts()
  const waits: number[] = []
  const delay = (ms: number, signal: AbortSignal): Promise<void> => {
    waits.push(ms)
    return ports.clock.delay(ms, signal)
  }
  await using tasks = createTasks(ports.logger)
  await createStatements({ ...ports, clock: { ...ports.clock, delay } }, tasks).look()
  await untilRead('A', 1)
  await untilRead('B', 1)
  expect(waits.length).toBeGreaterThan(1)
  expect(new Set(waits).size).toBe(waits.length)
})
