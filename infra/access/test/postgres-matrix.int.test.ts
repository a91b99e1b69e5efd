import { DatabaseError, type Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LEDGER_RIGHTS } from '../src/postgres-roles.ts'
import { openLedgerRole, type LedgerRole } from './ledger-role.ts'

let role: LedgerRole
beforeAll(async () => {
  role = await openLedgerRole()
})
afterAll(() => role[Symbol.asyncDispose]())

const names = z.array(z.object({ name: z.string() }))

async function readNames(client: Client, query: string): Promise<string[]> {
  return names.parse((await client.query(query)).rows).map(({ name }) => name)
}

/** For want of a right; or, of a view, because there is nothing to be done so. */
const REFUSALS = new Set(['42501', '42809', '55000'])

/** Whether the server refused; what else is wrong with a statement is found only where it was not. */
async function isRefused(statement: string): Promise<boolean> {
  await role.serving.query('BEGIN')
  try {
    await role.serving.query(statement)
    return false
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return REFUSALS.has(error.code ?? '')
  } finally {
    await role.serving.query('ROLLBACK')
  }
}

/** A statement for each thing that can be done to a table, by the right it asks for; one that is no right is nobody's. */
const ACTS: Readonly<Record<string, (table: string, column: string) => string>> = {
  SELECT: (table) => `SELECT * FROM "${table}" LIMIT 0`,
  INSERT: (table) => `INSERT INTO "${table}" DEFAULT VALUES`,
  UPDATE: (table, column) => `UPDATE "${table}" SET "${column}" = DEFAULT WHERE false`,
  DELETE: (table) => `DELETE FROM "${table}" WHERE false`,
  TRUNCATE: (table) => `TRUNCATE "${table}" CASCADE`,
  LOCK: (table) => `LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`,
  'ADD A COLUMN': (table) => `ALTER TABLE "${table}" ADD COLUMN "more" text`,
  'ADD A TRIGGER': (table) =>
    `CREATE TRIGGER "more" BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
  'ADD A RULE': (table) => `CREATE RULE "more" AS ON DELETE TO "${table}" DO INSTEAD NOTHING`,
  'ADD AN INDEX': (table, column) => `CREATE INDEX ON "${table}" ("${column}")`,
  'TAKE OVER': (table) => `ALTER TABLE "${table}" OWNER TO CURRENT_USER`,
  DROP: (table) => `DROP TABLE "${table}" CASCADE`,
}

test('the table of rights knows every table and view that there is', async () => {
  const all = await readNames(
    role.owner,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')`,
  )
  expect(all.toSorted()).toEqual(Object.keys(LEDGER_RIGHTS).toSorted())
})

describe.each(Object.entries(LEDGER_RIGHTS))('%s', (table, rights) => {
  test(`may be used for ${rights.join(', ') || 'nothing'}, and for nothing else`, async () => {
    const [column = ''] = await readNames(
      role.owner,
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
    )
    const may: string[] = []
    for (const [act, write] of Object.entries(ACTS))
      if (!(await isRefused(write(table, column)))) may.push(act)
    // Whoever may change or delete rows may lock them all.
    const mayLock = rights.includes('UPDATE') || rights.includes('DELETE')
    expect(may.toSorted()).toEqual([...rights, ...(mayLock ? ['LOCK'] : [])].toSorted())
  })
})

test.each([
  `CREATE TABLE "more" ()`,
  `CREATE SCHEMA "more"`,
  `CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  `DROP FUNCTION append_audit_link(text, uuid, jsonb)`,
  `CREATE ROLE more`,
  `ALTER ROLE CURRENT_USER SUPERUSER`,
  `ALTER ROLE surefoot PASSWORD 'mine'`,
  `GRANT surefoot TO CURRENT_USER`,
  `SET ROLE surefoot`,
  `SET session_replication_role = replica`,
  `CREATE EXTENSION dblink`,
  `COPY (SELECT 1) TO PROGRAM 'true'`,
  `COPY (SELECT 1) TO '/tmp/surefoot-matrix'`,
  `SELECT pg_read_file('postgresql.conf')`,
  `SELECT pg_reload_conf()`,
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'surefoot'`,
])('the ledger role cannot: %s', async (statement) => {
  expect(await isRefused(statement)).toBe(true)
})

test.each(['CREATE DATABASE more', `ALTER SYSTEM SET fsync = 'off'`, 'DROP DATABASE surefoot'])(
  'nor, outside a transaction: %s',
  async (statement) => {
    await expect(role.serving.query(statement)).rejects.toMatchObject({ code: '42501' })
  },
)

test('the ledger role may call one function that acts as the owner, and cannot give on what it has', async () => {
  const callable = await readNames(
    role.serving,
    `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     AND prosecdef AND has_function_privilege(oid, 'EXECUTE')`,
  )
  expect(callable).toEqual(['append_audit_link'])
  await role.serving.query(`GRANT SELECT ON "legs" TO PUBLIC`)
  const given = await readNames(
    role.owner,
    `SELECT table_name AS name FROM information_schema.table_privileges
     WHERE grantee = 'PUBLIC' AND table_schema = 'public'`,
  )
  expect(given).toEqual([])
})
