import { openPostgres, preflight } from '@surefoot/servers'
import type { TestProject } from 'vitest/node'
import { provideDatabases } from './create-database.ts'
import { openTempDir } from './temp-dir.ts'

/** Starts the one Postgres of a test run, says which servers are used, and ends it after the last test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const postgres = stack.use(await openPostgres({ dir: dir.path, fsync: false }))
  provideDatabases(project, postgres.url)
  const checks = await preflight({ dir: dir.path, env: { PATH: process.env['PATH'] } })
  const others = checks.filter(({ subject }) => subject === 'NATS' || subject === 'Redis')
  const used = [postgres.source, ...others.map(({ found }) => found)]
  process.stdout.write(`Integration tests use ${used.join(', ')}.\n`)
  const owned = stack.move()
  return () => owned.disposeAsync()
}
