import { AckPolicy, jetstreamManager, RetentionPolicy } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { openNats, openRestartable, openTempDir, startNats } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { openBus } from '../src/bus/index.ts'
import { hedgeTrigger, systemLog } from '../src/messages/index.ts'
import { createLogger } from '../src/runtime/index.ts'

const logger = createLogger('work-queue-test', 'silent')
const WAIT = { timeout: 120_000, interval: 100 }
const doorbell = () => ({ deskId: 'main', executionId: randomUUID(), reason: 'B was rejected' })

test('a process whose NATS has no JetStream works without its queue, names it, and takes from it once it is there', async () => {
  await using dir = await openTempDir()
  let hasJetStream = false
  await using server = await openRestartable(
    (where) => openNats({ ...where, hasJetStream }),
    dir.path,
  )
  const { url } = server.server()
  await using asker = await openBus({ url, service: 'gateway', logger })
  const logged: string[] = []
  await asker.subscribe(systemLog, ({ code, message }) => void logged.push(`${code} ${message}`))
  await using bus = await openBus({ url, service: 'worker', logger })
  const done: string[] = []
  await bus.work(hedgeTrigger, async ({ executionId }) => void done.push(executionId))
  const [queue] = bus.queues()
  expect(queue?.stream).toBe('HEDGE')
  await expect(queue?.ask()).rejects.toThrow('Nothing can be taken from the queue HEDGE')
  await vi.waitFor(() => expect(logged.join()).toContain('QUEUE_UNAVAILABLE'), WAIT)
  hasJetStream = true
  await server.end('stop')
  await server.start()
  const bell = doorbell()
  await vi.waitFor(() => asker.enqueue(hedgeTrigger, bell, { id: bell.executionId }), WAIT)
  await vi.waitFor(() => expect(done).toEqual([bell.executionId]), WAIT)
  await vi.waitFor(() => queue?.ask(), WAIT)
})

test('a queue of another version, or one that an operator changed, is changed and not refused', async () => {
  await using server = await startNats()
  const admin = await connect({ servers: server.url })
  const { streams, consumers } = await jetstreamManager(admin)
  const { stream, subject } = hedgeTrigger
  await streams.add({
    name: stream,
    subjects: [subject],
    retention: RetentionPolicy.Workqueue,
    max_age: 5_000_000_000,
  })
  await consumers.add(stream, {
    durable_name: 'worker',
    ack_policy: AckPolicy.Explicit,
    ack_wait: 1_000_000_000,
    num_replicas: 1,
  })
  await using bus = await openBus({ url: server.url, service: 'worker', logger })
  const done: string[] = []
  await bus.work(hedgeTrigger, async ({ executionId }) => void done.push(executionId))
  const bell = doorbell()
  await bus.enqueue(hedgeTrigger, bell, { id: bell.executionId })
  await vi.waitFor(() => expect(done).toEqual([bell.executionId]), WAIT)
  const { config } = await streams.info(stream)
  expect(config.max_age).toBe(600_000_000_000)
  expect((await consumers.info(stream, 'worker')).config.ack_wait).toBe(10_000_000_000)
  await admin.close()
})
