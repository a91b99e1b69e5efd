import { trace } from '@opentelemetry/api'
import { startNats } from '@surefoot/testkit'
import { afterAll, expect, test, vi } from 'vitest'
import { accountToggle, createLogger, hedgeTrigger, ok, openBus, withSpan } from '../src/index.ts'
import { startTelemetry } from '../src/runtime/telemetry.ts'

const stack = new AsyncDisposableStack()
stack.use(startTelemetry('trace-test', false))
const server = stack.use(await startNats())
const logger = createLogger('trace-test', 'silent')
const worker = stack.use(await openBus({ url: server.url, service: 'worker', logger }))
const gateway = stack.use(await openBus({ url: server.url, service: 'gateway', logger }))

afterAll(() => stack.disposeAsync())

function traceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId
}

test('a request and a piece of work stay in the trace of the one who sent them', async () => {
  const seen: (string | undefined)[] = []
  const see = (): void => void seen.push(traceId())
  await worker.serve(accountToggle, async () => {
    see()
    return ok({ state: 'IDLE' as const })
  })
  await worker.work(hedgeTrigger, async () => see())
  const account = { deskId: 'main', account: 'A' as const }
  const sent = await withSpan('an act of the operator', {}, async () => {
    await gateway.request(
      accountToggle,
      { ...account, on: true, actor: 'operator' },
      { deadlineMs: 5000 },
    )
    const executionId = crypto.randomUUID()
    const doorbell = { deskId: 'main', executionId, reason: 'B was rejected' }
    await gateway.enqueue(hedgeTrigger, doorbell, { id: executionId })
    return traceId()
  })
  expect(sent).toMatch(/^[0-9a-f]{32}$/)
  await vi.waitFor(() => expect(seen).toEqual([sent, sent]), { timeout: 10_000 })
})

test('two acts are two traces', async () => {
  const first = await withSpan('one', {}, async () => traceId())
  const second = await withSpan('two', {}, async () => traceId())
  expect(first).not.toBe(second)
})
