import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { z } from 'zod'
import { PRISMA_DIR } from './read-migrations.ts'

/** The group of the roles that may serve the ledger, and do nothing else to it. It belongs to the whole server. */
export const GROUP = 'surefoot_ledger'

const IS_GRANTED = `
  SELECT coalesce(bool_and(has_table_privilege('${GROUP}', oid, 'SELECT')), false) AS "is"
  FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND relname <> '_prisma_migrations'`
/** Another database of the server may be making it just now. */
const MAKE_GROUP = `
  DO $$ BEGIN CREATE ROLE ${GROUP} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`

/**
 * Makes the group, where the owner may make roles, and grants it what the service needs. A server whose owner may not,
 * and where nobody has made it, has no group: there the service works as the owner, and says so.
 */
export async function grantRole(client: Client): Promise<void> {
  if (!(await holds(client, `SELECT to_regrole('${GROUP}') IS NOT NULL AS "is"`))) {
    const mayMake = `SELECT rolsuper OR rolcreaterole AS "is" FROM pg_roles WHERE rolname = current_user`
    if (!(await holds(client, mayMake))) return
    await client.query(MAKE_GROUP)
  }
  if (await holds(client, IS_GRANTED)) return
  await client.query(await readFile(join(PRISMA_DIR, 'grants.sql'), 'utf8'))
}

const answer = z.tuple([z.object({ is: z.boolean() })])

async function holds(client: Client, question: string): Promise<boolean> {
  return answer.parse((await client.query(question)).rows)[0].is
}
