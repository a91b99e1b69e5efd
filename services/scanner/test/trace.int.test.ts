import { NodeSDK } from '@opentelemetry/sdk-node'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { openBus } from '@surefoot/shared/bus'
import { createLogger, withSpanNow } from '@surefoot/shared/runtime'
import { startNats } from '@surefoot/testkit'
import { afterAll, expect, test } from 'vitest'
import { createAnnounce } from '../src/announce.ts'
import { openDeskWithOpportunity } from './builders.ts'

const stack = new AsyncDisposableStack()
const exporter = new InMemorySpanExporter()
const processor = new SimpleSpanProcessor({ exporter })
const sdk = new NodeSDK({
  spanProcessors: [processor],
  resourceDetectors: [],
  logRecordProcessors: [],
  metricReaders: [],
})
sdk.start()
stack.defer(() => sdk.shutdown())
const server = stack.use(await startNats())
const logger = createLogger('scanner', 'silent')
const bus = stack.use(await openBus({ url: server.url, service: 'scanner', logger }))

afterAll(() => stack.disposeAsync())

test('the frame that made an opportunity is linked to it and is not its parent', async () => {
  const { told } = openDeskWithOpportunity()
  const announce = createAnnounce(bus)
  const frame = withSpanNow('frame', {}, (span) => {
    announce('main', told)
    return span.spanContext()
  })
  await processor.forceFlush()
  const opportunity = exporter.getFinishedSpans().find(({ name }) => name === 'opportunity')
  expect(opportunity?.parentSpanContext).toBeUndefined()
  expect(opportunity?.links.map(({ context }) => context.spanId)).toEqual([frame.spanId])
  expect(opportunity?.spanContext().traceId).not.toBe(frame.traceId)
})
