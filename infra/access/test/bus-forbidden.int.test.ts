import { openBus, type OwnBus } from '@surefoot/shared/bus'
import {
  deskControl,
  execRequest,
  legPlace,
  opportunityFound,
  systemLog,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { natsUrlOf, USERS, type BusUserName } from '../src/index.ts'
import { openBusUser } from './bus-user.ts'
import { openLockedNats, type Locked } from './stand.ts'

let server: Locked
beforeAll(async () => {
  server = await openLockedNats()
})
afterAll(() => server[Symbol.asyncDispose]())

const logger = createLogger('test', 'silent')
const openAs = (user: BusUserName): Promise<OwnBus> =>
  openBus({
    url: natsUrlOf(server.url, user, server.secrets),
    service: USERS[user].service,
    logger,
  })

test('a service that does what it may not is told of in the system log, once, and is not fit to serve', async () => {
  await using audit = await openAs('audit')
  await using gateway = await openAs('gateway')
  const entries: unknown[] = []
  await audit.subscribe(systemLog, (entry) => void entries.push(entry), { isShared: true })
  expect(gateway.forbidden()).toEqual([])
  const gone = { deskId: 'main', opportunityId: 'x', reason: 'made up' }
  for (let time = 0; time < 3; time += 1)
    gateway.publish({ ...opportunityFound, body: systemLog.body.partial().loose() }, gone)
  const act = 'publish opportunity.found'
  await vi.waitFor(() => expect(gateway.forbidden()).toEqual([act]), { timeout: 120_000 })
  await vi.waitFor(
    () =>
      expect(entries).toMatchObject([
        { service: 'gateway', level: 'error', code: 'BUS_FORBIDDEN', details: { act } },
      ]),
    { timeout: 120_000 },
  )
})

test('a service that would listen where it may not does not start', async () => {
  await using hedge = await openAs('hedge')
  const serving = hedge.serve(deskControl, () => Promise.reject(new Error('never asked')))
  await expect(serving).rejects.toMatchObject({ code: 'BUS_FORBIDDEN', remedy: 'halt' })
  const hearing = hedge.subscribe(opportunityFound, () => undefined)
  await expect(hearing).rejects.toMatchObject({ code: 'BUS_FORBIDDEN', remedy: 'halt' })
  await expect(hedge.work(execRequest, async () => undefined)).rejects.toThrow(/Permissions/)
  expect(hedge.forbidden()).toContain('subscription desk.control')
})

test('a request that is refused was not done, but is never read as "no"', async () => {
  await using executor = await openAs('browser-executor-a')
  await using worker = await openAs('worker')
  const handler = vi.fn<() => Promise<never>>()
  await executor.serve(legPlace, handler, { instance: 'one', scope: { account: 'A' } })
  const plan = { ...legPlace, body: systemLog.body.partial().loose() }
  const asking = worker.request(plan, { deskId: 'main', account: 'A' }, { deadlineMs: 1000 })
  await expect(asking).rejects.toMatchObject({ code: 'TIMEOUT' })
  expect(handler).not.toHaveBeenCalled()
})

test('an answer is sent to an inbox alone, not where an asker would have it sent in the name of who answers', async () => {
  await using worker = await openAs('worker')
  await using gateway = await openBusUser(natsUrlOf(server.url, 'gateway', server.secrets))
  await using tools = await openBusUser(server.url)
  const handler = vi.fn<() => Promise<never>>()
  await worker.serve(deskControl, handler)
  const heard: string[] = []
  tools.nats.subscribe('>', { callback: (_error, { subject }) => void heard.push(subject) })
  await tools.nats.flush()
  gateway.nats.publish('desk.control', '{}', { reply: 'exec.request' })
  await vi.waitFor(() => expect(heard).toEqual(['desk.control', 'system.log']), {
    timeout: 120_000,
  })
  expect(handler).not.toHaveBeenCalled()
})

test('a service is told who it is not let in as, and no password', async () => {
  const url = natsUrlOf(server.url, 'hedge', server.secrets).replace(/:[^:@]+@/, ':mistaken@')
  const opening = openBus({ url, service: 'hedge', logger })
  await expect(opening).rejects.toMatchObject({
    code: 'BUS_LOCKED',
    message: expect.stringMatching(/does not let in hedge with this password/),
  })
  await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('mistaken') })
})
