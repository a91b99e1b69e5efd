import { migrate } from '@surefoot/audit'
import { openPostgres } from '@surefoot/servers'
import { openTempDir } from '@surefoot/testkit'
import { join } from 'node:path'
import { Client } from 'pg'
import { keepSecrets, POSTGRES_ROLES } from '../src/index.ts'
import { writePostgresRoles } from '../src/postgres-roles.ts'

export interface LedgerRole extends AsyncDisposable {
  /** As the audit service serves. */
  readonly serving: Client
  /** As the owner migrates. */
  readonly owner: Client
}

/** A server of the test's own, made as an administrator makes it, and migrated as the audit service does. */
export async function openLedgerRole(): Promise<LedgerRole> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const secrets = await keepSecrets(join(dir.path, 'access'))
  const env = { PATH: process.env['PATH'] }
  const server = stack.use(await openPostgres({ dir: join(dir.path, 'server'), env, fsync: false }))
  const admin = await openClient(server.url, stack)
  await admin.query(writePostgresRoles(secrets.postgresLogin))
  await admin.query(`CREATE DATABASE ${POSTGRES_ROLES.database}`)
  const url = new URL(server.url)
  url.pathname = `/${POSTGRES_ROLES.database}`
  await migrate(url.href)
  const owner = await openClient(url.href, stack)
  url.username = POSTGRES_ROLES.login
  url.password = secrets.postgresLogin
  const serving = await openClient(url.href, stack)
  const owned = stack.move()
  return { serving, owner, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function openClient(url: string, stack: AsyncDisposableStack): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  stack.defer(() => client.end())
  return client
}
