import { openPostgres, openRedis } from '@surefoot/servers'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { openRestartable, openTempDir } from '../src/index.ts'

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

async function isThere(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  return client.connect().then(
    () => true,
    () => false,
  )
}

test('a killed Redis comes back at the same address with what it had', async () => {
  await using dir = await openTempDir()
  await using redis = await openRestartable(openRedis, dir.path)
  const client = new Redis(redis.server().url)
  client.on('error', () => undefined)
  await client.set('kept', 'word')
  const { pid, url } = redis.server()
  await redis.end('kill')
  await expect(isThere(url)).resolves.toBe(false)
  await redis.start()
  expect(redis.server().url).toBe(url)
  expect(redis.server().pid).not.toBe(pid)
  await expect.poll(() => client.get('kept').catch(() => null)).toBe('word')
  client.disconnect()
})

test.each(['stop', 'kill'] as const)(
  'Postgres comes back with its data after a %s',
  async (how) => {
    await using dir = await openTempDir()
    await using postgres = await openRestartable(openPostgres, dir.path)
    const { url } = postgres.server()
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS value')
    await postgres.end(how)
    await postgres.start()
    expect(postgres.server().url).toBe(url)
    expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  },
)
