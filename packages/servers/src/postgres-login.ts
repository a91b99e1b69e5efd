import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

export interface Login {
  readonly login: string
  /** Whose rights it has, and no others. */
  readonly group: string
}

/**
 * Makes a user of a server and the group it belongs to, where they are missing, and answers the server's address for
 * that user. Its password is a new one each time: whoever had the former is out.
 */
export async function openLogin(ownerUrl: string, { login, group }: Login): Promise<string> {
  const password = randomUUID()
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const name = client.escapeIdentifier(login)
    const groupName = client.escapeIdentifier(group)
    await makeRole(client, group, `CREATE ROLE ${groupName} NOLOGIN`)
    await makeRole(client, login, `CREATE ROLE ${name} LOGIN IN ROLE ${groupName}`)
    await client.query(`ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`)
  } finally {
    await client.end()
  }
  const url = new URL(ownerUrl)
  url.username = login
  url.password = password
  return url.href
}

async function makeRole(client: Client, role: string, statement: string): Promise<void> {
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  if (known.rowCount === 0) await client.query(statement)
}
