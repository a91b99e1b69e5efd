import { jetstreamManager, RetentionPolicy } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { openNatsCluster, type NatsCluster } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openBus } from '../src/bus/index.ts'
import { hedgeTrigger } from '../src/messages/index.ts'
import { createLogger } from '../src/runtime/index.ts'

const logger = createLogger('copies-test', 'silent')
const WAIT = { timeout: 120_000, interval: 200 }
const { stream, subject } = hedgeTrigger
const QUEUE = { name: stream, subjects: [subject], retention: RetentionPolicy.Workqueue }

let cluster: NatsCluster
let admin: Awaited<ReturnType<typeof connect>>
let manager: Awaited<ReturnType<typeof jetstreamManager>>

beforeAll(async () => {
  cluster = await openNatsCluster()
  admin = await connect({ servers: cluster.url.split(',') })
  // A cluster has no JetStream until it has chosen its leader.
  manager = await vi.waitFor(() => jetstreamManager(admin), WAIT)
})
afterAll(async () => {
  await admin.close()
  await cluster[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await manager.streams.delete(stream).catch(() => false)
})

const copiesNow = async () => (await manager.streams.info(stream)).config.num_replicas

/** Takes one doorbell as a service does. */
async function takeOne(): Promise<void> {
  await using bus = await openBus({ url: cluster.url, service: 'hedge', logger })
  const done: string[] = []
  await bus.work(hedgeTrigger, async ({ executionId }) => void done.push(executionId))
  const bell = { deskId: 'main', executionId: randomUUID(), reason: 'B was rejected' }
  await vi.waitFor(() => bus.enqueue(hedgeTrigger, bell, { id: bell.executionId }), WAIT)
  await vi.waitFor(() => expect(done).toContain(bell.executionId), WAIT)
}

test('a queue has a copy on each of three servers', async () => {
  await takeOne()
  expect(await copiesNow()).toBe(3)
})

test('a queue that was made with one copy gets three', async () => {
  await manager.streams.add({ ...QUEUE, num_replicas: 1 })
  await takeOne()
  expect(await copiesNow()).toBe(3)
})

test('copies of a stream and of its consumer that an operator raised by hand stay, and the service starts', async () => {
  await takeOne()
  await manager.streams.update(stream, { num_replicas: 1 })
  await manager.streams.update(stream, { num_replicas: 3 })
  await manager.consumers.update(stream, 'hedge', { num_replicas: 3 })
  await takeOne()
  expect(await copiesNow()).toBe(3)
})

test('a queue that came to fewer copies gets them while its service runs, as when a server comes back', async () => {
  await using bus = await openBus({ url: cluster.url, service: 'hedge', logger })
  await bus.work(hedgeTrigger, async () => undefined)
  await manager.streams.update(stream, { num_replicas: 1 })
  expect(await copiesNow()).toBe(1)
  await vi.waitFor(async () => expect(await copiesNow()).toBe(3), WAIT)
})

test('a queue is made though a server is away', async () => {
  const [, , third] = cluster.nodes
  await third?.end('kill')
  try {
    await expect(takeOne()).resolves.toBeUndefined()
  } finally {
    await third?.start()
  }
})
