import { existsSync } from 'node:fs'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createDatabase, openTempDir, startNats, startRedis } from '../src/index.ts'

test('a test gets a NATS server of its own, with JetStream, that is gone afterwards', async () => {
  let url = ''
  {
    await using server = await startNats()
    url = server.url
    const connection = await connect({ servers: url })
    const manager = await jetstreamManager(connection)
    expect((await manager.getAccountInfo()).streams).toBe(0)
    await connection.close()
  }
  await expect(connect({ servers: url, reconnect: false })).rejects.toThrow('refused')
})

test('two tests get two Redis servers', async () => {
  await using first = await startRedis()
  await using second = await startRedis()
  const [one, two] = [new Redis(first.url), new Redis(second.url)]
  await one.set('key', 'value')
  expect(await two.get('key')).toBeNull()
  expect(await one.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
  one.disconnect()
  two.disconnect()
})

test('a test gets an empty database that is dropped afterwards', async () => {
  let url = ''
  {
    await using database = await createDatabase()
    url = database.url
    const client = new Client({ connectionString: url })
    await client.connect()
    const tables = await client.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
    expect(tables.rows).toEqual([])
    await client.end()
  }
  await expect(new Client({ connectionString: url }).connect()).rejects.toThrow('does not exist')
})

test('a temporary folder is gone afterwards', async () => {
  let path = ''
  {
    await using dir = await openTempDir()
    path = dir.path
    expect(existsSync(path)).toBe(true)
  }
  expect(existsSync(path)).toBe(false)
})
