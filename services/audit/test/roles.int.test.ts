import { randomUUID } from 'node:crypto'
import { ledgerChain } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase } from '@surefoot/testkit'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRole } from '../src/database/read-role.ts'
import { migrate, openDatabase } from '../src/index.ts'
import { asMember } from './as-member.ts'
import { createActs } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  const id = await acts.openAccepted()
  await acts.close(id)
  await acts.settle(`${id}-A`, 'lost', '0')
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** As the service does, or as what was injected into it would. */
const run = (statement: string) => ledger.served.$executeRawUnsafe(statement)

test.for([
  `UPDATE "audit_chain" SET "details" = '{}' WHERE "sequence" = 1`,
  `DELETE FROM "audit_chain"`,
  `TRUNCATE "audit_chain"`,
  `INSERT INTO "audit_chain" SELECT 9999, "at", "kind", NULL, '{}', "hash", 'made-up' FROM "audit_chain" LIMIT 1`,
  `DROP TRIGGER audit_chain_append_only ON "audit_chain"`,
  `ALTER TABLE "audit_chain" DISABLE TRIGGER audit_chain_append_only`,
  `SET session_replication_role = replica`,
  `CREATE OR REPLACE FUNCTION append_audit_link(kind text, execution uuid, details jsonb) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  `CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  `CREATE TRIGGER swallow BEFORE INSERT ON "audit_chain" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
  `DROP TABLE "audit_chain" CASCADE`,
  `ALTER TABLE "audit_chain" OWNER TO CURRENT_USER`,
  `CREATE TABLE "intruder" ()`,
  `DELETE FROM "legs"`,
  `DELETE FROM "execution_audit_log"`,
  `DELETE FROM "permits"`,
  `UPDATE "permits" SET "expiresAt" = now()`,
  `UPDATE "hedge_events" SET "step" = 'held'`,
  `UPDATE "system_log" SET "message" = ''`,
  `DELETE FROM "system_log"`,
  `UPDATE "imported_executions" SET "stakeA" = 1`,
  `DELETE FROM "imported_hedge_events"`,
  `UPDATE "history_imports" SET "executions" = 0`,
  `TRUNCATE "legs" CASCADE`,
  `DROP INDEX "permits_legId_key"`,
  `DELETE FROM "_prisma_migrations"`,
  `DO $$ BEGIN EXECUTE format('SET ROLE %I', (SELECT "tableowner" FROM pg_tables WHERE "tablename" = 'audit_chain')); END $$`,
])('the service, even if it is tricked into it, cannot: %s', async (statement) => {
  const before = await ledger.ask(ledgerChain, { limit: 500 })
  await expect(run(statement)).rejects.toThrow(/permission denied|must be owner|must be able to/)
  expect(await ledger.ask(ledgerChain, { limit: 500 })).toEqual(before)
})

test('a name in another schema does not come between the chain and what appends to it', async () => {
  const before = await ledger.ask(ledgerChain, { limit: 1 })
  await ledger.served.$transaction([
    ledger.served
      .$executeRaw`CREATE TEMPORARY TABLE "audit_chain" (LIKE public."audit_chain") ON COMMIT DROP`,
    ledger.served.$executeRaw`SET LOCAL search_path = pg_temp, public`,
    ledger.served.$queryRaw`SELECT append_audit_link('test', NULL, '{}')`,
  ])
  const after = await ledger.ask(ledgerChain, { limit: 1 })
  expect(after.ok && before.ok && after.length - before.length).toBe(1)
  expect(after).toMatchObject({ isIntact: true, events: [{ kind: 'test' }] })
})

test('the service knows whether its role could change the chain, and cannot grant itself that', async () => {
  await run('GRANT ALL ON "audit_chain" TO CURRENT_USER')
  expect(await readRole(ledger.served)).toEqual({ name: 'surefoot_test', canChangeChain: false })
  expect(await readRole(ledger.database)).toMatchObject({ canChangeChain: true })
})

test('a role without the grants is refused at start, with the words that help', async () => {
  const name = `stranger_${randomUUID().slice(0, 8)}`
  await ledger.database.$executeRawUnsafe(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`)
  await using database = await createDatabase()
  await migrate(database.url)
  const url = new URL(database.url)
  url.username = name
  url.password = 'x'
  await using stranger = await openDatabase(url.href, createLogger('test', 'silent'))
  await expect(readRole(stranger)).rejects.toMatchObject({
    code: 'ROLE_UNFIT',
    message: expect.stringContaining(`GRANT surefoot_ledger TO ${name}`),
  })
  await ledger.database.$executeRawUnsafe(`DROP ROLE ${name}`)
})

test('databases of one server that are migrated at once share the role', async () => {
  const databases = await Promise.all([createDatabase(), createDatabase()])
  const urls = databases.flatMap(({ url }) => [url, url])
  const applied = await Promise.all(urls.map((url) => migrate(url)))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(2)
  for (const { url } of databases) {
    await using member = await openDatabase(await asMember(url), createLogger('test', 'silent'))
    expect(await readRole(member)).toMatchObject({ canChangeChain: false })
  }
  for (const database of databases) await database[Symbol.asyncDispose]()
})

test('grants that were lost come back with the next start', async () => {
  await using database = await createDatabase()
  await migrate(database.url)
  const owner = new Client({ connectionString: database.url })
  await owner.connect()
  await owner.query('REVOKE SELECT ON "legs" FROM surefoot_ledger')
  await migrate(database.url)
  const { rows } = await owner.query(
    `SELECT has_table_privilege('surefoot_ledger', 'legs', 'SELECT') AS "is"`,
  )
  await owner.end()
  expect(rows).toEqual([{ is: true }])
})

test('an owner who may not make roles still migrates, and grants to the one there is', async () => {
  const name = `owner_${randomUUID().slice(0, 8)}`
  const database = await createDatabase()
  const { database: admin } = ledger
  await admin.$executeRawUnsafe(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`)
  await admin.$executeRawUnsafe(
    `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} OWNER TO ${name}`,
  )
  const url = new URL(database.url)
  url.username = name
  url.password = 'x'
  expect(await migrate(url.href)).not.toEqual([])
  {
    const logger = createLogger('test', 'silent')
    await using owner = await openDatabase(url.href, logger)
    expect(await readRole(owner)).toEqual({ name, canChangeChain: true })
    await using member = await openDatabase(await asMember(database.url), logger)
    expect(await readRole(member)).toMatchObject({ canChangeChain: false })
  }
  await database[Symbol.asyncDispose]()
  await admin.$executeRawUnsafe(`DROP ROLE ${name}`)
})
