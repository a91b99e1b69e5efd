import { openBus } from '@surefoot/shared/bus'
import { ledgerLease, refuse } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { startNats } from '@surefoot/testkit'
import { afterAll, expect, test, vi } from 'vitest'
import { openReceiver } from '../src/open-receiver.ts'
import { startWorker } from '../src/start-worker.ts'

const WITHIN = { timeout: 120_000 }
const A_TEST_LONG = '600000'

const stack = new AsyncDisposableStack()
const server = stack.use(await startNats())
const logger = createLogger('audit', 'silent')
const ledger = stack.use(await openBus({ url: server.url, service: 'audit', logger }))
let asked = 0
await ledger.serve(ledgerLease, async () => {
  asked += 1
  return refuse('HELD', 'Another worker has the desk.')
})

afterAll(() => stack.disposeAsync())

/** It asks the ledger for its desk each second. */
async function untilAskedAgain(): Promise<void> {
  const before = asked
  await vi.waitFor(() => expect(asked).toBeGreaterThan(before), WITHIN)
}

test('what a service has not sent yet when it is told to end is sent before it ends', async () => {
  await using receiver = await openReceiver()
  await using worker = startWorker({
    ...receiver.settings,
    NATS_URL: server.url,
    OTEL_BSP_SCHEDULE_DELAY: A_TEST_LONG,
  })
  await untilAskedAgain()
  expect(receiver.spans).toEqual([])
  expect(await worker.end()).toBe(0)
  const request = receiver.spans.find(({ name }) => name === 'request ledger.lease')
  expect(request).toMatchObject({
    service: 'worker',
    kind: 'CLIENT',
    hasFailed: false,
    attributes: { 'surefoot.refusal.code': 'HELD' },
  })
})

test('a collector that refuses connections is complained of once and keeps nothing from being done', async () => {
  await using worker = startWorker({
    NATS_URL: server.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: await refusingEndpoint(),
    OTEL_BSP_SCHEDULE_DELAY: '100',
  })
  const complaints = (): string[] =>
    worker.log.filter((line) => line.includes('telemetry is not delivered'))
  await vi.waitFor(() => expect(complaints()).toHaveLength(1), WITHIN)
  await untilAskedAgain()
  await untilAskedAgain()
  expect(await worker.end()).toBe(0)
  expect(complaints()).toHaveLength(1)
})

test('a service that asks nobody who answers has a failed span that says why', async () => {
  await using receiver = await openReceiver()
  await using lonely = await startNats()
  await using worker = startWorker({ ...receiver.settings, NATS_URL: lonely.url })
  const failed = () => receiver.spans.find(({ name }) => name === 'request ledger.lease')
  await vi.waitFor(() => expect(failed()?.hasFailed).toBe(true), WITHIN)
  expect(failed()?.attributes['error.type']).toBe('NO_RESPONDERS')
  expect(await worker.end()).toBe(0)
})

/** A port that was free a moment ago. */
async function refusingEndpoint(): Promise<string> {
  await using receiver = await openReceiver()
  return String(receiver.settings['OTEL_EXPORTER_OTLP_ENDPOINT'])
}
