import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { startNats } from '@surefoot/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Fault, NoReply, openBus, type Bus } from '../src/bus/index.ts'
import {
  accountToggle,
  hedgeTrigger,
  ok,
  refuse,
  streamFirstPacket,
  systemLog,
  type SystemLogEntry,
} from '../src/messages/index.ts'
import { createLogger } from '../src/runtime/index.ts'

const logger = createLogger('bus-test', 'silent')
const server = await startNats()
let asker: Bus
let worker: Bus
const logged: SystemLogEntry[] = []
const toggle = { deskId: 'main', account: 'A' as const, on: true, actor: 'operator' }

beforeAll(async () => {
  asker = await openBus({ url: server.url, service: 'gateway', logger })
  worker = await openBus({ url: server.url, service: 'worker', logger })
  await asker.subscribe(systemLog, (entry) => void logged.push(entry))
})

afterAll(async () => {
  await asker[Symbol.asyncDispose]()
  await worker[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

test('a request is answered or refused, and keys nobody knows are dropped', async () => {
  const served = await worker.serve(accountToggle, async (body) =>
    Object.hasOwn(body, 'extra')
      ? refuse('MALFORMED', 'an unknown key came through')
      : ok({ state: 'IDLE' as const }),
  )
  const body = { ...toggle, extra: 1 }
  expect(await asker.request(accountToggle, body, { deadlineMs: 60_000 })).toEqual({
    ok: true,
    state: 'IDLE',
  })
  await served.stop()
})

test('a malformed request is refused, logged with its subject, and harms nothing', async () => {
  const served = await worker.serve(accountToggle, async () => ok({ state: 'IDLE' as const }))
  const stranger = await connect({ servers: server.url })
  const answer = await stranger.request('account.toggle', 'not json at all')
  expect(answer.json()).toMatchObject({ ok: false, code: 'MALFORMED' })
  await vi.waitFor(
    () =>
      expect(logged).toContainEqual(
        expect.objectContaining({
          code: 'MALFORMED_MESSAGE',
          details: { subject: 'account.toggle' },
        }),
      ),
    { timeout: 120_000 },
  )
  expect(await asker.request(accountToggle, toggle, { deadlineMs: 60_000 })).toMatchObject({
    ok: true,
  })
  await stranger.close()
  await served.stop()
})

test('nobody listening and nobody answering are told apart, and neither is a "no"', async () => {
  const nobody = asker.request(accountToggle, toggle, { deadlineMs: 500 })
  await expect(nobody).rejects.toThrow(NoReply)
  await expect(nobody).rejects.toMatchObject({ code: 'NO_RESPONDERS' })
  const late = Promise.withResolvers<void>()
  const served = await worker.serve(accountToggle, () => late.promise.then(failing))
  await expect(asker.request(accountToggle, toggle, { deadlineMs: 200 })).rejects.toMatchObject({
    code: 'TIMEOUT',
  })
  late.resolve()
  await served.stop()
})

test('an asker whose handler fails learns at once that nothing is known', async () => {
  const served = await worker.serve(accountToggle, failing)
  const asked = asker.request(accountToggle, toggle, { deadlineMs: 300_000 })
  await expect(asked).rejects.toBeInstanceOf(NoReply)
  await expect(asked).rejects.toMatchObject({ code: 'FAILED' })
  await served.stop()
})

async function failing(): Promise<never> {
  throw new Error('the handler died')
}

test('an event reaches every listener of its account', async () => {
  const seen: string[] = []
  const body = {
    deskId: 'main',
    account: 'B' as const,
    browserId: crypto.randomUUID(),
    providerId: 'south',
    receivedAt: 1,
  }
  const listening = await worker.subscribe(
    streamFirstPacket,
    (event) => void seen.push(event.account),
  )
  asker.publish(streamFirstPacket, body)
  await vi.waitFor(() => expect(seen).toEqual(['B']), { timeout: 120_000 })
  await listening.stop()
})

test('work is stored once an id, waits for its worker, and survives the erasure of its stream', async () => {
  const done: string[] = []
  const first = { deskId: 'main', executionId: crypto.randomUUID(), reason: 'B was rejected' }
  // The queue is its worker's to make, and stays when the worker is gone.
  await (
    await worker.work(hedgeTrigger, () => Promise.reject(new Error('nothing is there')))
  ).stop()
  await asker.enqueue(hedgeTrigger, first, { id: first.executionId })
  await asker.enqueue(hedgeTrigger, first, { id: first.executionId })
  const working = await worker.work(hedgeTrigger, async (body) => void done.push(body.executionId))
  await vi.waitFor(() => expect(done).toEqual([first.executionId]), { timeout: 120_000 })

  const admin = await connect({ servers: server.url })
  const manager = await jetstreamManager(admin)
  await manager.streams.delete(hedgeTrigger.stream)
  const second = { ...first, executionId: crypto.randomUUID() }
  await expect(
    asker.enqueue(hedgeTrigger, second, { id: second.executionId }),
  ).rejects.toMatchObject({
    code: 'NOT_ENQUEUED',
    remedy: 'reconcile',
    message: expect.stringContaining('there is no queue HEDGE'),
  })
  await vi.waitFor(() => asker.enqueue(hedgeTrigger, second, { id: second.executionId }), {
    timeout: 120_000,
    interval: 200,
  })
  await vi.waitFor(() => expect(done).toEqual([first.executionId, second.executionId]), {
    timeout: 120_000,
  })
  await admin.close()
  await working.stop()
})

test('a request in hand is finished and answered, although its listener is stopped twice', async () => {
  const closing = await openBus({ url: server.url, service: 'worker', logger })
  const begun = Promise.withResolvers<void>()
  const finished = Promise.withResolvers<void>()
  const served = await closing.serve(accountToggle, async () => {
    begun.resolve()
    await finished.promise
    return ok({ state: 'IDLE' as const })
  })
  const asking = asker.request(accountToggle, toggle, { deadlineMs: 10_000 })
  await begun.promise
  const isRefused = () =>
    expect(asker.request(accountToggle, toggle, { deadlineMs: 500 })).rejects.toMatchObject({
      code: 'NO_RESPONDERS',
    })
  const stopping = served.stop()
  // The server hears of the end on another connection than ours: a request may still slip in.
  await vi.waitFor(isRefused, { timeout: 120_000 })
  const disposing = closing[Symbol.asyncDispose]()
  for (let trip = 0; trip < 10; trip += 1) await isRefused()
  finished.resolve()
  expect(await asking).toEqual({ ok: true, state: 'IDLE' })
  await Promise.all([stopping, disposing])
})

test.each(['before it is closed', 'while it is closing'])(
  'a bus whose server is killed %s can be disposed, with a request in hand',
  async (when) => {
    const away = await startNats()
    const bus = await openBus({ url: away.url, service: 'worker', logger })
    const begun = Promise.withResolvers<void>()
    const { promise: never } = Promise.withResolvers<never>()
    const served = await bus.serve(accountToggle, () => {
      begun.resolve()
      return never
    })
    const heard = await bus.subscribe(systemLog, () => undefined)
    const working = await bus.work(hedgeTrigger, async () => undefined)
    const asking = bus.request(accountToggle, toggle, { deadlineMs: 1000 })
    const unanswered = asking.catch((error: unknown) => error)
    await begun.promise
    if (when === 'while it is closing') void served.stop()
    const disposing = when === 'while it is closing' ? bus[Symbol.asyncDispose]() : undefined
    await away.signal('SIGKILL')
    await vi.waitFor(() => expect(bus.isConnected()).toBe(false), { timeout: 120_000 })
    await Promise.all([heard.stop(), working.stop()])
    await (disposing ?? bus[Symbol.asyncDispose]())
    expect(await unanswered).toBeInstanceOf(NoReply)
    await away[Symbol.asyncDispose]()
  },
)

test('work that its handler cannot use ends; work whose handler died comes again', async () => {
  const seen: string[] = []
  const working = await worker.work(hedgeTrigger, async (body) => {
    seen.push(body.reason)
    if (body.reason === 'useless') throw new Fault('STALE', 'worthless once stale', 'drop')
    if (seen.filter((reason) => reason === 'crash').length === 1) throw new Error('died')
  })
  const one = { deskId: 'main', executionId: crypto.randomUUID() }
  await asker.enqueue(hedgeTrigger, { ...one, reason: 'useless' }, { id: 'useless' })
  await asker.enqueue(hedgeTrigger, { ...one, reason: 'crash' }, { id: 'crash' })
  await vi.waitFor(() => expect(seen.filter((reason) => reason === 'crash')).toHaveLength(2), {
    timeout: 120_000,
  })
  expect(seen.filter((reason) => reason === 'useless')).toHaveLength(1)
  await working.stop()
})

test('a reply larger than NATS passes on is refused at once, by its size', async () => {
  const big = 'x'.repeat(2_000_000)
  const served = await worker.serve(accountToggle, async () => refuse('DENIED', big))
  const asked = asker.request(accountToggle, toggle, { deadlineMs: 300_000 })
  expect(await asked).toMatchObject({ ok: false, code: 'REPLY_TOO_LARGE' })
  await served.stop()
  const tooMuch = { ...toggle, actor: big }
  await expect(
    asker.request(accountToggle, tooMuch, { deadlineMs: 300_000 }),
  ).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' })
})

test('a request is served whatever the wall clocks of asker and server show', async () => {
  const served = await worker.serve(accountToggle, async () => ok({ state: 'IDLE' as const }))
  for (const aheadMs of [2_000, 15_000, -2_000, -15_000]) {
    const realNow = Date.now
    // Of the asker alone: what is served begins after the clock is right again.
    Date.now = () => realNow() - aheadMs
    const asked = asker.request(accountToggle, toggle, { deadlineMs: 1_000 })
    Date.now = realNow
    expect(await asked, `${aheadMs}`).toMatchObject({ ok: true })
  }
  await served.stop()
})

test('a NATS that hangs without closing is left within seconds, and used again once it goes on', async () => {
  await using hung = await startNats()
  await using bus = await openBus({ url: hung.url, service: 'worker', logger })
  const served = await bus.serve(accountToggle, async () => ok({ state: 'IDLE' as const }))
  await hung.signal('SIGSTOP')
  try {
    await vi.waitFor(() => expect(bus.isConnected()).toBe(false), { timeout: 60_000 })
  } finally {
    await hung.signal('SIGCONT')
  }
  await vi.waitFor(
    async () =>
      expect(await bus.request(accountToggle, toggle, { deadlineMs: 1000 })).toMatchObject({
        ok: true,
      }),
    { timeout: 60_000 },
  )
  await served.stop()
})
