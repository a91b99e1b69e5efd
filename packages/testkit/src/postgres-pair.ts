import { findPostgresFolder, openPostgres, type Server } from '@surefoot/servers'
import { execFile } from 'node:child_process'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { openRestartable, type RestartableServer } from './restartable-server.ts'
import { openTempDir } from './temp-dir.ts'

export interface PostgresPair extends AsyncDisposable {
  readonly primary: RestartableServer<Server>
  /** Follows the primary; commits do not wait for it until `awaitStandby`. */
  readonly standby: RestartableServer<Server>
  /** From when this has returned on, a commit of the primary is also one of the standby. */
  readonly awaitStandby: () => Promise<void>
  /** The standby is the primary now. */
  readonly promote: () => Promise<void>
}

/** A real Postgres that writes through, and a standby of it. Only in tests named `*.int.test.ts`. */
export async function openPostgresPair(): Promise<PostgresPair> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const [from, to] = [join(dir.path, 'primary'), join(dir.path, 'standby')]
  const primary = stack.use(await openRestartable(openPostgres, from))
  const { url } = primary.server()
  await primary.end('stop')
  await copyCluster(await findPostgresFolder(from), await findPostgresFolder(to), url)
  await primary.start()
  const standby = stack.use(await openRestartable(openPostgres, to))
  const owned = stack.move()
  return {
    primary,
    standby,
    awaitStandby: async () => {
      await query(url, `ALTER SYSTEM SET synchronous_standby_names = '*'`)
      await query(url, 'SELECT pg_reload_conf()')
    },
    promote: async () => {
      await query(standby.server().url, 'SELECT pg_promote()')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Both have the same password, as one name that leads to either must. */
async function copyCluster(from: string, to: string, primaryUrl: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  // With its owner: as root the server is another user's.
  await promisify(execFile)('cp', ['-a', from, to])
  const { hostname, port, username, password } = new URL(primaryUrl)
  const follow = `host=${hostname} port=${port} user=${username} password=${password}`
  const data = join(to, 'data')
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${follow}'\n`)
  await writeFile(join(data, 'standby.signal'), '')
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
