import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { openNats, openRedis } from '@surefoot/servers'
import { openRestartable, openTempDir } from '@surefoot/testkit'
import { Redis } from 'ioredis'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteStreams, flushRedis, leaveNonces } from '../src/nonce.ts'

let opened: AsyncDisposableStack
let ways: Parameters<typeof leaveNonces>[0]

beforeEach(async () => {
  opened = new AsyncDisposableStack()
  const dir = opened.use(await openTempDir())
  ways = {
    nats: { restartable: opened.use(await openRestartable(openNats, join(dir.path, 'nats'))) },
    redis: { restartable: opened.use(await openRestartable(openRedis, join(dir.path, 'redis'))) },
  }
})
afterEach(() => opened.disposeAsync())

async function addStream(): Promise<void> {
  const connection = await connect({ servers: ways.nats.restartable.server().url })
  const manager = await jetstreamManager(connection)
  await manager.streams.add({ name: 'WORK', subjects: ['work'] })
  await connection.close()
}

test('what holds our nonce is erased, again and again', async () => {
  await leaveNonces(ways, 'ours')
  for (const _ of [1, 2]) {
    const redis = new Redis(ways.redis.restartable.server().url)
    await redis.set('count', '1')
    await flushRedis(ways, 'ours')
    expect(await redis.get('count')).toBeNull()
    redis.disconnect()
    await addStream()
    expect(await deleteStreams(ways, 'ours')).toBe(1)
  }
})

test('what does not hold our nonce is left alone', async () => {
  await leaveNonces(ways, 'another')
  const redis = new Redis(ways.redis.restartable.server().url)
  await redis.set('count', '1')
  await addStream()
  await expect(flushRedis(ways, 'ours')).rejects.toThrow('not ours')
  await expect(deleteStreams(ways, 'ours')).rejects.toThrow('not ours')
  expect(await redis.get('count')).toBe('1')
  redis.disconnect()
})
