import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogin, openNats, openPostgres, openRedis } from '../src/index.ts'

const env = { PATH: process.env['PATH'] }
let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'surefoot-servers-'))
  await chmod(dir, 0o755)
})
afterEach(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query(text)
    return rows
  } finally {
    await client.end()
  }
}

/** A process at work in the data folder, as a server that a killed run left behind. */
async function leaveBehind(dataDir: string): Promise<number> {
  await mkdir(dataDir, { recursive: true })
  const child = spawn('sleep', ['60'], { cwd: dataDir, stdio: 'ignore' })
  await once(child, 'spawn')
  return child.pid ?? 0
}

test('a second start of Postgres finds the data of the first, even after a kill', async () => {
  const first = await openPostgres({ dir, env })
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value')
  process.kill(first.pid ?? 0, 'SIGKILL')
  await expect.poll(() => isAlive(first.pid ?? 0)).toBe(false)
  await first.stop()
  // After a power cut the process id in Postgres's lock file may be another program's.
  const lock = join(dir, 'data/postmaster.pid')
  const lines = (await readFile(lock, 'utf8')).split('\n')
  await writeFile(lock, [process.pid, ...lines.slice(1)].join('\n'))
  await using second = await openPostgres({ dir, env })
  expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
})

test('a login has the rights of its group and no others, and a new password each time', async () => {
  await using server = await openPostgres({ dir, env })
  const names = { login: 'of_service', group: 'readers' }
  const first = await openLogin(server.url, names)
  await query(server.url, 'CREATE TABLE kept AS SELECT 7 AS value; GRANT SELECT ON kept TO readers')
  expect(await query(first, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  await expect(query(first, 'DELETE FROM kept')).rejects.toThrow('permission denied')
  await expect(query(first, 'CREATE ROLE other')).rejects.toThrow('permission denied')
  const second = await openLogin(server.url, names)
  expect(await query(second, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  await expect(query(first, 'SELECT 1')).rejects.toThrow('password authentication failed')
})

test('a second start of NATS finds the streams of the first', async () => {
  {
    await using server = await openNats({ dir, env })
    const connection = await connect({ servers: server.url })
    await (await jetstreamManager(connection)).streams.add({ name: 'KEPT', subjects: ['kept'] })
    await jetstream(connection).publish('kept', 'word')
    await connection.close()
  }
  await using server = await openNats({ dir, env })
  const connection = await connect({ servers: server.url })
  const stream = await (await jetstreamManager(connection)).streams.info('KEPT')
  expect(stream.state.messages).toBe(1)
  await connection.close()
})

test('a second start of Redis finds the keys of the first', async () => {
  {
    await using server = await openRedis({ dir, env })
    const redis = new Redis(server.url)
    await redis.set('kept', 'word')
    redis.disconnect()
  }
  await using server = await openRedis({ dir, env })
  const redis = new Redis(server.url)
  expect(await redis.get('kept')).toBe('word')
  redis.disconnect()
})

test('a stopped server leaves no process, and stopping it again does nothing', async () => {
  const server = await openRedis({ dir, env })
  await server.stop()
  expect(isAlive(server.pid ?? 0)).toBe(false)
  await server.stop()
})

test('a server left at work in the folder by a killed run is ended first', async () => {
  const pid = await leaveBehind(join(dir, 'data'))
  const formerOwner = 2 ** 22 + 1
  await writeFile(join(dir, 'server.pid'), `${pid} ${formerOwner}`)
  await using server = await openRedis({ dir, env })
  expect(isAlive(pid)).toBe(false)
  expect(server.pid).not.toBe(pid)
})

test('a process that only has the process id of an old server is left alone', async () => {
  const pid = await leaveBehind(join(dir, 'elsewhere'))
  await writeFile(join(dir, 'server.pid'), `${pid} 1`)
  await using server = await openRedis({ dir, env })
  expect(server.url).toContain('127.0.0.1')
  expect(isAlive(pid)).toBe(true)
  process.kill(pid)
})

test('a folder whose server has a living owner is refused', async () => {
  await using server = await openRedis({ dir, env })
  await expect(openRedis({ dir, env })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  expect(isAlive(server.pid ?? 0)).toBe(true)
})

test('a server whose port is taken says so and leaves no process', async () => {
  await using first = await openRedis({ dir: join(dir, 'first'), env })
  const port = Number(new URL(first.url).port)
  await expect(openRedis({ dir: join(dir, 'second'), port, env })).rejects.toMatchObject({
    code: 'START_FAILED',
  })
})

test.runIf(process.platform === 'linux')(
  'when the owner is killed outright, its servers end too',
  async () => {
    const program = `
      const { openRedis } = await import(${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)})
      const { pid } = await openRedis({ dir: ${JSON.stringify(dir)} })
      process.stdout.write(String(pid))`
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [words] = await once(owner.stdout, 'data')
    const pid = Number(words)
    expect(isAlive(pid)).toBe(true)
    owner.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 120_000 }).toBe(false)
  },
)

test('an address in the environment is used, and its server is not ours to stop', async () => {
  await using ours = await openRedis({ dir, env })
  const given = await openRedis({ dir, env: { REDIS_URL: ours.url } })
  expect(given).toMatchObject({ url: ours.url, pid: null })
  await given.stop()
  expect(isAlive(ours.pid ?? 0)).toBe(true)
})
