import { NATS, openPostgres, POSTGRES, preflight, provideServers, REDIS } from '@surefoot/servers'
import type { TestProject } from 'vitest/node'
import { chooseServers } from './choose-servers.ts'
import { provideDatabases } from './create-database.ts'
import { openTempDir } from './temp-dir.ts'

interface Postgres {
  readonly url: string
  /** What the run's three servers are, for the terminal. */
  readonly used: string
}

/** Starts the one Postgres of a test run, says which servers are used, and ends it after the last test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack()
  const servers = await chooseServers(process.env)
  const open = servers === 'containers' ? inContainer : asProgram
  const postgres = await open(stack)
  provideDatabases(project, postgres.url)
  project.provide('testServers', servers)
  process.stdout.write(`Integration tests use ${postgres.used}.\n`)
  const owned = stack.move()
  return () => owned.disposeAsync()
}

async function inContainer(stack: AsyncDisposableStack): Promise<Postgres> {
  const images = [POSTGRES, NATS, REDIS].map(({ image }) => image.name).join(', ')
  try {
    const { startPostgresContainer } = await import('./containers.ts')
    const { url } = stack.use(await startPostgresContainer())
    return { url, used: `containers (testcontainers): ${images}` }
  } catch (cause) {
    throw new Error(
      `A Docker engine answers, but PostgreSQL does not start in a container of it. Make the images (${images}) with \`infra/images/build\` where no registry can be reached, and set TESTCONTAINERS_RYUK_DISABLED=true there; or run with TEST_SERVERS=programs.`,
      { cause },
    )
  }
}

/** What is missing is installed here, once, and not by the tests, which are many processes. */
async function asProgram(stack: AsyncDisposableStack): Promise<Postgres> {
  const env = { PATH: process.env['PATH'] }
  const write = (text: string): void => void process.stdout.write(`${text}\n`)
  const { faults } = await provideServers({ env, progress: { step: write, warn: write } })
  for (const fault of faults) write(fault)
  const dir = stack.use(await openTempDir())
  const { url, source } = stack.use(await openPostgres({ dir: dir.path, fsync: false }))
  const checks = await preflight({ dir: dir.path, env })
  const others = checks.filter(({ subject }) => subject === 'NATS' || subject === 'Redis')
  return { url, used: ['programs:', source, ...others.map(({ found }) => found)].join(' ') }
}
