import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { keepSecrets } from '../src/index.ts'

const MAIN = join(import.meta.dirname, '../src/main.ts')
const makeFiles = (...argv: string[]) => promisify(execFile)(process.execPath, [MAIN, ...argv])

async function readFiles(dir: string): Promise<Record<string, string>> {
  const names = await readdir(dir)
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
}

test('what compose and Kubernetes hand out is made in one folder, which its owner alone may enter', async () => {
  await using dir = await openTempDir()
  const out = join(dir.path, 'made/here')
  await makeFiles('--out', out, '--redis-host', 'redis.local')
  const files = await readFiles(out)
  expect(Object.keys(files).toSorted()).toEqual(
    [
      'audit.database-url',
      'audit.migration-database-url',
      ...[
        'audit',
        'browser-executor-a',
        'browser-executor-b',
        'execution',
        'gateway',
        'hedge',
        'notify',
        'scanner',
        'worker',
      ].map((user) => `${user}.nats-url`),
      'execution.redis-url',
      'gateway.link-token',
      'gateway.operator-token',
      'nats.conf',
      'postgres-password',
      'postgres-roles.sql',
      'redis.acl',
      'redis.replica-password',
      'secrets.json',
    ].toSorted(),
  )
  expect((await stat(out)).mode & 0o777).toBe(0o700)
  expect((await stat(join(out, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect(files['hedge.nats-url']).toMatch(/^nats:\/\/hedge:[\w-]{32}@nats:4222$/)
  expect(files['execution.redis-url']).toMatch(/^redis:\/\/execution:[\w-]{32}@redis\.local:6379$/)
  expect(files['audit.database-url']).toMatch(
    /^postgres:\/\/surefoot_audit:.*@postgres:5432\/surefoot$/,
  )
  expect(`${files['nats.conf']} ${files['redis.acl']}`).not.toContain('tools')
})

test('a second making keeps every secret, and adds those that are new', async () => {
  await using dir = await openTempDir()
  await makeFiles('--out', dir.path)
  const before = await readFiles(dir.path)
  await makeFiles('--out', dir.path)
  expect(await readFiles(dir.path)).toEqual(before)
  const { redis, ...older } = await keepSecrets(dir.path)
  await writeFile(
    join(dir.path, 'secrets.json'),
    JSON.stringify({ ...older, redis: { execution: redis.execution } }),
  )
  const after = await keepSecrets(dir.path)
  expect(after).toEqual({ ...older, redis: { ...redis, replica: after.redis.replica } })
  expect(after.redis.replica).not.toBe(redis.replica)
})

test('secrets of a version whose accounts shared one user are kept, but for that user', async () => {
  await using dir = await openTempDir()
  const { bus, ...others } = await keepSecrets(dir.path)
  const { 'browser-executor-a': _a, 'browser-executor-b': _b, ...kept } = bus
  const older = { ...others, bus: { ...kept, 'browser-executor': 'a-password-of-before' } }
  await writeFile(join(dir.path, 'secrets.json'), JSON.stringify(older))
  const after = await keepSecrets(dir.path)
  expect(after).toEqual({ ...others, bus: { ...after.bus, ...kept } })
  expect(Object.keys(after.bus)).not.toContain('browser-executor')
  expect(after.bus['browser-executor-a']).not.toBe(after.bus['browser-executor-b'])
})

test('secrets that cannot be read are not made anew over servers that have the old ones', async () => {
  await using dir = await openTempDir()
  await writeFile(join(dir.path, 'secrets.json'), '{"bus":{"audit":"short"}}')
  await expect(keepSecrets(dir.path)).rejects.toThrow(/does not hold secrets/)
  expect(await readFile(join(dir.path, 'secrets.json'), 'utf8')).toContain('short')
})

test('without a folder, the command says how it is used', async () => {
  await expect(makeFiles()).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out FOLDER'),
  })
})
