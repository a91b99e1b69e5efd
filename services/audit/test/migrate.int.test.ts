import { createDatabase, type TestDatabase } from '@surefoot/testkit'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../src/index.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database[Symbol.asyncDispose]())

async function run(...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    await client.end()
  }
}

const ALL = [
  '20261101000000_ledger',
  '20261122000000_settlement',
  '20261122200000_imported_history',
  '20261129100000_sessions',
  '20261129110000_notifications',
  '20261129120000_unplaced_bets',
  '20261129130000_bet_of_account',
  '20261129210000_listed_before',
  '20261129220000_caps_by_event',
  '20261130010000_numbered_hedges',
  '20261130015000_evidence',
  '20261130020000_statement_parts',
  '20261130030000_undecided_bets',
  '20261130040000_links_at_commit',
  '20261130050000_learnt_limits',
  '20261130060000_facts_under_locks',
  '20261130070000_request_keys',
  '20261130080000_contracts_of_desks',
  '20261201000000_sealed_rows',
  '20261201010000_approved_controls',
]

const tables = `SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'`

test('an empty database gets the whole schema, and a second start finds nothing to do', async () => {
  expect(await migrate(database.url)).toEqual(ALL)
  expect(await migrate(database.url)).toEqual([])
})

test('the columns that the documents promise are there', async () => {
  await migrate(database.url)
  const names = await run(
    `SELECT column_name FROM information_schema.columns WHERE table_name = 'execution_audit_log'`,
  )
  const promised = [
    'id',
    'timestamp',
    'matchId',
    'providerA',
    'providerB',
    'stakeA',
    'stakeB',
    'legA_status',
    'legB_status',
    'hedge_triggered',
    'final_status',
    'error_message',
  ]
  expect(names).toEqual(expect.arrayContaining(promised.map((column_name) => ({ column_name }))))
  const hedge = await run(
    `SELECT column_name FROM information_schema.columns WHERE table_name = 'hedge_events'`,
  )
  const columns = ['id', 'timestamp', 'auditId', 'details']
  expect(hedge).toEqual(expect.arrayContaining(columns.map((column_name) => ({ column_name }))))
})

test('three instances that start at once migrate once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url)))
  expect(applied.flat()).toEqual(ALL)
})

test('a database of a newer version is refused and left as it is', async () => {
  await migrate(database.url)
  await run(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('x', 'x', '20991231000000_future', now(), 1)`,
  )
  await expect(migrate(database.url)).rejects.toMatchObject({
    code: 'SCHEMA_NEWER',
    message: expect.stringContaining('20991231000000_future'),
  })
})

test('a migration that was cut short leaves nothing and is done again', async () => {
  // A late statement of the migration fails: this function is in its way.
  await run('CREATE FUNCTION refuse_audit_change() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$')
  await expect(migrate(database.url)).rejects.toThrow('refuse_audit_change')
  const remaining = [{ count: 1 }]
  expect(await run(tables)).toEqual(remaining)
  await run('DROP FUNCTION refuse_audit_change')
  expect(await migrate(database.url)).toEqual(ALL)
})
