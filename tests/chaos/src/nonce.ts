/**
 * Owns what is erased in the servers: only in those that hold our nonce.
 */
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { readAddress } from '@surefoot/shared/bus'
import { Redis } from 'ioredis'
import type { Way } from './way.ts'

const KEY = 'chaos:nonce'
const streamOf = (nonce: string): string => `CHAOS_${nonce}`

type Servers = Readonly<Record<'nats' | 'redis', Pick<Way, 'restartable'>>>

/** Mark both servers as ours. */
export async function leaveNonces(ways: Servers, nonce: string): Promise<void> {
  await atRedis(ways, (redis) => redis.set(KEY, nonce))
  await atNats(ways, (manager) =>
    manager.streams.add({ name: streamOf(nonce), subjects: [`chaos.${nonce}`] }),
  )
}

/** FLUSHALL. Throws where the nonce is not ours. */
export async function flushRedis(ways: Servers, nonce: string): Promise<void> {
  await atRedis(ways, async (redis) => {
    if ((await redis.get(KEY)) !== nonce) throw new Error('This Redis is not ours to flush.')
    await redis.multi().flushall().set(KEY, nonce).exec()
  })
}

/** Delete every stream but the nonce. Returns how many. Throws where the nonce is not there. */
export async function deleteStreams(ways: Servers, nonce: string): Promise<number> {
  return atNats(ways, async (manager) => {
    const streams = await manager.streams.list().next()
    const names = streams.map(({ config }) => config.name)
    if (!names.includes(streamOf(nonce))) throw new Error('This NATS is not ours to erase.')
    const others = names.filter((name) => name !== streamOf(nonce))
    await Promise.all(others.map((name) => manager.streams.delete(name)))
    return others.length
  })
}

async function atRedis<T>({ redis }: Servers, act: (redis: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redis.restartable.server().url, { lazyConnect: true })
  try {
    await client.connect()
    return await act(client)
  } finally {
    client.disconnect()
  }
}

async function atNats<T>(
  { nats }: Servers,
  act: (manager: JetStreamManager) => Promise<T>,
): Promise<T> {
  const { servers, login } = readAddress(nats.restartable.server().url)
  const connection = await connect({ servers: [...servers], ...login, reconnect: false })
  try {
    return await act(await jetstreamManager(connection))
  } finally {
    await connection.close()
  }
}
