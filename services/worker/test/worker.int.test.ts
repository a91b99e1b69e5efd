import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  accountChanged,
  accountToggle,
  contractDelete,
  contractImport,
  defineEvent,
  deskControl,
  deskExecute,
  execRequest,
  ledgerDesk,
  opportunityFound,
  providerMarked,
  systemLog,
  type Account,
  type AccountState,
  type ExecRequest,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, type ServiceProcess, startNats, startService } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ORIGIN, PROVIDER } from './build.ts'
import { publishPrices, realOpportunity } from './real-prices.ts'
import { openStandInExecutor, type StandInExecutor } from './stand-in-executor.ts'

const WAIT = { timeout: 120_000, interval: 50 }
const SOON = { deadlineMs: 60_000 }
const logger = createLogger('worker-test', 'silent')
const nats = await startNats()
const database = await createDatabase()
const servers = new AsyncDisposableStack()
const logged: SystemLogEntry[] = []
const requested: ExecRequest[] = []
let bus: Bus
let executorBus: Bus
let deskId: string
let desks = 0
/** The ledger counts an import after a deletion as a new version. */
const versions: Record<Account, number> = { A: 0, B: 0 }
let world: AsyncDisposableStack
let executor: StandInExecutor
let announced: string[]

beforeAll(async () => {
  servers.use(startService('audit', { NATS_URL: nats.url, DATABASE_URL: database.url }))
  bus = servers.use(await openBus({ url: nats.url, service: 'execution', logger }))
  executorBus = servers.use(await openBus({ url: nats.url, service: 'browser-executor', logger }))
  await bus.subscribe(systemLog, (entry) => void logged.push(entry))
  await bus.work(execRequest, async (request) => void requested.push(request))
  await vi.waitFor(() => readStates('main'), WAIT)
  for (const account of ACCOUNTS) await importContract(account)
})

afterAll(async () => {
  await servers.disposeAsync()
  await database[Symbol.asyncDispose]()
  await nats[Symbol.asyncDispose]()
})

beforeEach(async () => {
  desks += 1
  deskId = `desk-${desks}`
  world = new AsyncDisposableStack()
  executor = world.use(await openStandInExecutor(executorBus, deskId))
  announced = []
  const listener = await bus.subscribe(accountChanged, (change) => {
    if (change.deskId === deskId) announced.push(`${change.account} ${change.from}→${change.to}`)
  })
  world.defer(() => listener.stop())
})

afterEach(() => world.disposeAsync())

async function importContract(account: Account): Promise<void> {
  const path = new URL(`../../../apps/sandbox/contracts/${PROVIDER[account]}.json`, import.meta.url)
  const document = { ...JSON.parse(await readFile(path, 'utf8')), origins: [ORIGIN[account]] }
  const reply = await bus.request(contractImport, { deskId: 'main', document, actor: 'test' }, SOON)
  if (!reply.ok) throw new Error(reply.message)
  versions[account] = reply.contract.version
}

function startWorker(): ServiceProcess {
  return world.use(
    startService('worker', {
      NATS_URL: nats.url,
      DESK_ID: deskId,
      MAX_QUOTE_AGE_MS: '60000',
    }),
  )
}

async function readStates(desk = deskId): Promise<Record<Account, AccountState>> {
  const reply = await bus.request(ledgerDesk, { deskId: desk }, { deadlineMs: 10_000 })
  if (!reply.ok) throw new Error(reply.message)
  return { A: reply.accounts.A.state, B: reply.accounts.B.state }
}

const toggle = (account: Account, on: boolean) =>
  bus.request(accountToggle, { deskId, account, on, url: ORIGIN[account], actor: 'test' }, SOON)

const mark = (account: Account, origin = ORIGIN[account]) =>
  bus.request(
    providerMarked,
    { deskId, account, browserId: executor.status(account)?.browserId ?? randomUUID(), origin },
    SOON,
  )

/** Waits until a worker serves the desk. */
const turn = (account: Account, on: boolean) =>
  vi.waitFor(async () => expect(await toggle(account, on)).toMatchObject({ ok: true }), WAIT)
const turnOn = (account: Account) => turn(account, true)
const turnOff = (account: Account) => turn(account, false)

const untilState = (account: Account, state: AccountState) =>
  vi.waitFor(async () => expect((await readStates())[account]).toBe(state), WAIT)

/** What is announced comes by another way than the state, and may come later. */
const untilAnnounced = (last: string) => vi.waitFor(() => expect(announced.at(-1)).toBe(last), WAIT)

async function run(account: Account): Promise<void> {
  await turnOn(account)
  await untilState(account, 'BROWSER_READY')
  const marked = { providerId: PROVIDER[account], contractVersion: versions[account] }
  await vi.waitFor(async () => expect(await mark(account)).toEqual({ ok: true, ...marked }), WAIT)
  await vi.waitFor(() => expect(executor.asked).toContain(`watch ${account}`), WAIT)
  executor.change(account, { firstPacketAt: Date.now(), lastPacketAt: Date.now() })
  await untilState(account, 'RUNNING')
}

const freshOpportunity = () => realOpportunity({ deskId, versions })
const showPrices = () => publishPrices(executorBus, { deskId, executor, versions })

describe('on a real ledger and bus', () => {
  test('an account goes from a toggle to RUNNING and back to IDLE, each step told after it was held', async () => {
    startWorker()
    await run('A')
    await turnOff('A')
    await untilState('A', 'IDLE')
    expect(await readStates()).toEqual({ A: 'IDLE', B: 'IDLE' })
    await vi.waitFor(
      () =>
        expect(announced).toEqual([
          'A IDLE→BROWSER_OPENING',
          'A BROWSER_OPENING→BROWSER_READY',
          'A BROWSER_READY→PROVIDER_READY',
          'A PROVIDER_READY→RUNNING',
          'A RUNNING→STOPPING',
          'A STOPPING→IDLE',
        ]),
      WAIT,
    )
    expect(executor.asked).toEqual(['open A', 'watch A', 'close A'])
  })

  test('a mark is refused in words, and changes nothing, unless it is of the page and a contract serves it', async () => {
    startWorker()
    await turnOn('A')
    await untilState('A', 'BROWSER_READY')
    expect(await mark('A', 'http://evil.test')).toMatchObject({ code: 'WRONG_ORIGIN' })
    expect(await mark('B')).toMatchObject({ code: 'NOT_READY' })
    await bus.request(contractDelete, { deskId: 'main', providerId: 'north', actor: 'test' }, SOON)
    // The ledger of a busy machine may be too slow for the worker, which changes nothing then.
    await expect.poll(() => mark('A'), WAIT).toMatchObject({ code: 'NO_CONTRACT' })
    expect(await readStates()).toMatchObject({ A: 'BROWSER_READY' })
    await importContract('A')
    await expect.poll(() => mark('A'), WAIT).toMatchObject({ ok: true, providerId: 'north' })
  })

  test('a deleted contract stops the account that works by it, and no other', async () => {
    startWorker()
    await run('A')
    await run('B')
    await bus.request(contractDelete, { deskId: 'main', providerId: 'north', actor: 'test' }, SOON)
    await untilState('A', 'IDLE')
    expect(await readStates()).toMatchObject({ B: 'RUNNING' })
    await importContract('A')
  })

  test('a lost browser stops its account with the reason', async () => {
    startWorker()
    await run('A')
    executor.change('A', { isUp: false, reason: 'The browser crashed.' })
    await untilState('A', 'IDLE')
    const reply = await bus.request(ledgerDesk, { deskId }, { deadlineMs: 10_000 })
    expect(reply).toMatchObject({ accounts: { A: { reason: 'The browser crashed.' } } })
  })

  test('malformed messages are told of and change nothing', async () => {
    startWorker()
    await run('A')
    const before = logged.length
    const badStatus = { ...executor.status('A'), epoch: 'seven' }
    for (const subject of [
      `browser.status.${deskId}.A`,
      'stream.first_packet',
      'opportunity.found',
      'opportunity.gone',
      'execution.changed',
      'desk.changed',
      'contract.changed',
    ])
      bus.publish(defineEvent(subject, 'global', z.looseObject({})), badStatus)
    await vi.waitFor(() => {
      const codes = logged.slice(before).filter(({ code }) => code === 'MALFORMED_MESSAGE')
      expect(codes.length).toBeGreaterThanOrEqual(7)
    }, WAIT)
    expect(await readStates()).toMatchObject({ A: 'RUNNING' })
  })
})

describe('a worker killed with SIGKILL and started again', () => {
  test('while both accounts run: they run on, and nothing is opened or marked again', async () => {
    const first = startWorker()
    await run('A')
    await run('B')
    const asked = [...executor.asked]
    await first.kill('SIGKILL')
    startWorker()
    await turnOff('B')
    await untilState('B', 'IDLE')
    expect(await readStates()).toMatchObject({ A: 'RUNNING' })
    expect(executor.asked).toEqual([...asked, 'close B'])
  })

  test('while a browser opened: the browser is taken up, and opened once', async () => {
    const first = startWorker()
    executor.isMute = true
    await turnOn('A')
    await vi.waitFor(() => expect(executor.asked).toEqual(['open A']), WAIT)
    expect(await readStates()).toMatchObject({ A: 'BROWSER_OPENING' })
    await first.kill('SIGKILL')
    startWorker()
    await untilState('A', 'BROWSER_READY')
    expect(executor.asked).toEqual(['open A'])
  })

  test('with a standby: the standby takes the desk, and until then it answers nothing', async () => {
    const first = startWorker()
    await run('A')
    startWorker()
    await untilAnnounced('A PROVIDER_READY→RUNNING')
    const announcedBefore = announced.length
    await first.kill('SIGKILL')
    await turnOff('A')
    await untilState('A', 'IDLE')
    await untilAnnounced('A STOPPING→IDLE')
    expect(announced.slice(announcedBefore)).toEqual(['A RUNNING→STOPPING', 'A STOPPING→IDLE'])
  })
})

describe('an opportunity', () => {
  const control = (change: object) =>
    bus.request(deskControl, { deskId, change, actor: 'test' }, SOON)

  test('is taken by hand once, however often the same execution is asked for', async () => {
    startWorker()
    await run('A')
    await run('B')
    const executionId = randomUUID()
    const ask = { deskId, executionId, opportunityId: 'opportunity-1', actor: 'test' }
    const execute = () => bus.request(deskExecute, ask, SOON)
    await vi.waitFor(async () => {
      showPrices()
      bus.publish(opportunityFound, freshOpportunity())
      expect(await execute()).toMatchObject({ code: 'HALTED' })
    }, WAIT)
    expect(await control({ trading: 'RUN' })).toMatchObject({ ok: true })
    showPrices()
    bus.publish(opportunityFound, freshOpportunity())
    expect(await execute()).toEqual({ ok: true, executionId })
    expect(await execute()).toEqual({ ok: true, executionId })
    const ours = () => requested.filter((request) => request.deskId === deskId)
    await vi.waitFor(() => expect(ours()).toHaveLength(1), WAIT)
    expect(ours()).toMatchObject([{ executionId, venue: 'paper', requestedBy: 'test' }])
  })

  test('is taken by the worker itself in auto', async () => {
    startWorker()
    await run('A')
    await run('B')
    await control({ trading: 'RUN', mode: 'auto' })
    const ours = () => requested.filter((request) => request.deskId === deskId)
    await vi.waitFor(() => {
      showPrices()
      bus.publish(opportunityFound, freshOpportunity())
      expect(ours()).toMatchObject([{ requestedBy: 'auto' }])
    }, WAIT)
  })
})
