import { trace } from '@opentelemetry/api'
import { startNats } from '@surefoot/testkit'
import { afterAll, expect, test, vi } from 'vitest'
import { openBus } from '../src/bus/index.ts'
import {
  accountToggle,
  executionChanged,
  hedgeTrigger,
  ledgerLease,
  ok,
} from '../src/messages/index.ts'
import { createLogger, withSpan } from '../src/runtime/index.ts'
import { startTelemetry } from '../src/runtime/telemetry.ts'

const stack = new AsyncDisposableStack()
stack.use(startTelemetry('trace-test', null))
const server = stack.use(await startNats())
const logger = createLogger('trace-test', 'silent')
const worker = stack.use(await openBus({ url: server.url, service: 'worker', logger }))
const gateway = stack.use(await openBus({ url: server.url, service: 'gateway', logger }))

afterAll(() => stack.disposeAsync())

const MAIN_A = { deskId: 'main', account: 'A' } as const
const TOGGLE = { ...MAIN_A, on: true, actor: 'operator' }

function closed(executionId: string) {
  const at = new Date().toISOString()
  return { deskId: 'main', executionId, step: 'closed', role: null, state: null, message: null, at }
}

function traceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId
}

test('a request, a piece of work and an event stay in the trace of the one who sent them', async () => {
  const seen: (string | undefined)[] = []
  const see = (): void => void seen.push(traceId())
  await worker.serve(accountToggle, async () => {
    see()
    return ok({ state: 'IDLE' as const })
  })
  await worker.work(hedgeTrigger, async () => see())
  await worker.subscribe(executionChanged, see)
  const executionId = crypto.randomUUID()
  const sent = await withSpan('an act of the operator', {}, async () => {
    await gateway.request(accountToggle, TOGGLE, { deadlineMs: 5000 })
    const doorbell = { deskId: 'main', executionId, reason: 'B was rejected' }
    await gateway.enqueue(hedgeTrigger, doorbell, { id: executionId })
    gateway.publish(executionChanged, closed(executionId))
    return traceId()
  })
  expect(sent).toMatch(/^[0-9a-f]{32}$/)
  await vi.waitFor(() => expect(seen).toEqual([sent, sent, sent]), { timeout: 120_000 })
})

test('an event that nobody asked for begins no trace', async () => {
  const seen: (string | undefined)[] = []
  const executionId = crypto.randomUUID()
  const listening = await worker.subscribe(executionChanged, (change) => {
    if (change.executionId === executionId) seen.push(traceId())
  })
  gateway.publish(executionChanged, closed(executionId))
  await vi.waitFor(() => expect(seen).toEqual([undefined]), { timeout: 120_000 })
  await listening.stop()
})

test('a handler that throws is logged with the trace of who asked', async () => {
  const lines: string[] = []
  const loud = createLogger('trace-test', 'error', {
    destination: { write: (line) => void lines.push(line) },
  })
  await using audit = await openBus({ url: server.url, service: 'audit', logger: loud })
  await audit.serve(ledgerLease, async () => {
    throw new Error('the database is away')
  })
  const lease = { resource: 'worker:main', holder: crypto.randomUUID(), ttlMs: 1000 }
  const sent = await withSpan('a worker that wants its desk', {}, async () => {
    const asking = gateway.request(ledgerLease, lease, { deadlineMs: 200 })
    await expect(asking).rejects.toThrow('failed in its service')
    return traceId()
  })
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ msg: 'a request was not answered', trace_id: sent }),
  )
})

test('two acts are two traces', async () => {
  const first = await withSpan('one', {}, async () => traceId())
  const second = await withSpan('two', {}, async () => traceId())
  expect(first).not.toBe(second)
})
