import {
  ledgerDesk,
  ledgerExposure,
  ledgerJournal,
  ledgerLink,
  ledgerLogin,
  ledgerSession,
  ledgerTransition,
  ledgerUnfinished,
} from '@surefoot/shared/messages'
import { createDatabase, openTempDir, type TempDir, type TestDatabase } from '@surefoot/testkit'
import { createHash, randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../src/index.ts'
import { betOf, createActs, DESK, planLeg } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { runCommand, type Ran } from './run-command.ts'

/** The drill: a ledger at work is saved, goes on, is lost, and comes back from its backup as another database. */
let lost: TestLedger
let dir: TempDir
let fresh: TestDatabase
let restored: TestLedger
let saving: Ran
let restoring: Ran
let exposureThen: unknown
let rowsThen: Record<string, unknown[]>

const file = () => join(dir.path, 'ledger.backup')
const [settled, standing, doubtful, waiting] = [0, 1, 2, 3].map(() => randomUUID())
/** What COPY must carry unharmed. */
const STRANGE = 'tab\t, line\nend\r, back\\slash, \\N, "quote", Köln 🎾'
const TABLES = [
  'execution_audit_log',
  'legs',
  'permits',
  'hedge_events',
  'contracts',
  'statements',
  'imported_executions',
]

async function readRows({ database }: TestLedger): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {}
  for (const table of TABLES)
    rows[table] = await database.$queryRawUnsafe(
      `SELECT to_jsonb(each)::text AS row FROM "${table}" each ORDER BY 1`,
    )
  return rows
}

async function trade(ledger: TestLedger): Promise<void> {
  const acts = createActs(ledger)
  await acts.startTrading()
  await ledger.ask(ledgerTransition, {
    deskId: DESK,
    account: 'A',
    from: 'IDLE',
    to: 'BROWSER_OPENING',
    trigger: 'TOGGLED_ON',
    reason: STRANGE,
    browserId: randomUUID(),
  })
  await acts.openAccepted(settled)
  await acts.close(settled ?? '')
  await acts.settle(`${settled}-A`, 'won', '210')
  await acts.settle(`${settled}-B`, 'lost', '0')
  await acts.openAccepted(standing)
  await acts.close(standing ?? '')
  await acts.open(doubtful ?? '')
  await acts.arm(`${doubtful}-A`)
  await acts.record(`${doubtful}-A`, 'UNKNOWN')
  await acts.record(`${doubtful}-B`, 'DENIED')
  await acts.open(waiting ?? '')
  await acts.state('B', [betOf(`${standing}-B`), betOf('by-hand', { stake: '7.00' })])
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const makeLink = (ledger: TestLedger, link: string) =>
  ledger.ask(ledgerLink, {
    deskId: DESK,
    linkHash: hashOf(link),
    operator: 'anna',
    ttlMs: 600_000,
    by: 'test',
  })
const logIn = (ledger: TestLedger, link: string) =>
  ledger.ask(ledgerLogin, {
    deskId: DESK,
    linkHash: hashOf(link),
    sessionId: randomUUID(),
    sessionHash: hashOf(`session of ${link}`),
    userAgent: '',
    peer: '',
  })

beforeAll(async () => {
  lost = await openLedger()
  dir = await openTempDir()
  await trade(lost)
  exposureThen = await lost.ask(ledgerExposure, { deskId: DESK })
  rowsThen = await readRows(lost)
  for (const secret of ['used', 'unused']) await makeLink(lost, secret)
  await logIn(lost, 'used')
  saving = await runCommand('backup.ts', ['--out', file()], lost.url)
  // It goes on: what follows is in no backup.
  await createActs(lost).openAccepted()
  fresh = await createDatabase()
  restoring = await runCommand('restore.ts', [file()], fresh.url)
  restored = await openLedger({ url: fresh.url })
})
afterAll(async () => {
  await restored[Symbol.asyncDispose]()
  await fresh[Symbol.asyncDispose]()
  await lost[Symbol.asyncDispose]()
  await dir[Symbol.asyncDispose]()
})

test('a backup that is restored verifies: its chain and every record', async () => {
  expect(saving).toMatchObject({ code: 0, said: expect.stringContaining('Saved ') })
  expect(restoring).toMatchObject({ code: 0, said: expect.stringContaining('is intact') })
  expect(await runCommand('verify-audit.ts', [], fresh.url)).toMatchObject({ code: 2 })
})

test('every row is as it was, and the exposure is that of then', async () => {
  expect(rowsThen['legs']).toHaveLength(8)
  expect(await readRows(restored)).toEqual(rowsThen)
  expect(await restored.ask(ledgerExposure, { deskId: DESK })).toEqual(exposureThen)
})

test('a restored desk is in HALT_ALL, its accounts are IDLE, and the journal says why', async () => {
  expect(await restored.ask(ledgerDesk, { deskId: DESK })).toMatchObject({
    control: { trading: 'HALT_ALL' },
    accounts: { A: { state: 'IDLE', browserId: null }, B: { state: 'IDLE' } },
  })
  const journal = await restored.ask(ledgerJournal, { deskId: DESK, limit: 10 })
  if (!journal.ok) throw new Error(journal.message)
  expect(journal.log[0]).toMatchObject({ code: 'RESTORED', level: 'error' })
  expect(journal.transitions).toMatchObject([
    { account: 'A', from: 'BROWSER_OPENING', to: 'IDLE' },
    { account: 'A', to: 'BROWSER_OPENING', reason: STRANGE },
  ])
})

test('nobody is logged in to a restored ledger, no link of before opens it, and a new one does', async () => {
  const session = { deskId: DESK, sessionHash: hashOf('session of used') }
  expect(await lost.ask(ledgerSession, session)).toMatchObject({ ok: true })
  expect(await restored.ask(ledgerSession, session)).toMatchObject({ code: 'SESSION_OVER' })
  for (const secret of ['used', 'unused']) {
    await makeLink(restored, secret)
    expect(await logIn(restored, secret)).toMatchObject({ ok: false, code: 'LINK_USED' })
  }
  await makeLink(restored, 'new')
  expect(await logIn(restored, 'new')).toMatchObject({ ok: true })
})

test('an executor of before gets no permit, not even when a person has said RUN', async () => {
  const acts = createActs(restored)
  const refused = { ok: false, code: 'STALE_LEASE' }
  expect(await acts.arm(`${waiting}-A`)).toMatchObject(refused)
  await acts.control('RUN')
  expect(await acts.arm(`${waiting}-A`)).toMatchObject(refused)
  const lease = await acts.lease('A')
  if (!lease.ok) throw new Error(lease.message)
  expect(lease.epoch).toBeGreaterThan(1_000_000)
  // Even with the new epoch: first it is found out what became of the leg that is in doubt.
  const again = { epoch: lease.epoch }
  expect(await acts.arm(`${waiting}-A`, again)).toMatchObject({ code: 'NOT_RECONCILED' })
  await acts.control('HALT_ALL')
})

test('a leg that was in doubt is still to be found out, and can be', async () => {
  const open = await restored.ask(ledgerUnfinished, {})
  expect(open).toMatchObject({
    executions: [{ execution: { id: doubtful } }, { execution: { id: waiting } }],
  })
  expect(await createActs(restored).accept(`${doubtful}-A`)).toMatchObject({
    changed: true,
    leg: { state: 'ACCEPTED' },
  })
})

test('a bet that was placed after the backup turns up in the next statement as not ours, and counts', async () => {
  const acts = createActs(restored)
  const bets = [
    betOf(`${standing}-A`),
    betOf(`${doubtful}-A`),
    betOf('after-the-backup', { stake: '60.00' }),
  ]
  expect(await acts.state('A', bets)).toMatchObject({ ok: true })
  expect(await restored.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { external: '60.00' },
    B: { external: '7.00' },
  })
})

test('a restored ledger goes on: an execution is planned, hedged and closed on it', async () => {
  const acts = createActs(restored)
  await acts.control('RUN')
  const lease = await acts.lease('A')
  await acts.lease('B')
  const epoch = lease.ok ? lease.epoch : 0
  const id = randomUUID()
  expect(await acts.open(id)).toMatchObject({ ok: true })
  expect(await acts.arm(`${id}-A`, { epoch })).toMatchObject({ ok: true })
  await acts.accept(`${id}-A`)
  await acts.record(`${id}-B`, 'DENIED')
  await acts.hedge(id, 'triggered')
  expect(await acts.hedge(id, 'planned', planLeg(id, 'H'))).toMatchObject({ created: true })
  await acts.record(`${id}-H`, 'VOID')
  await acts.hedge(id, 'held')
  expect(await acts.close(id)).toMatchObject({ ok: true })
  expect(await runCommand('verify-audit.ts', [], fresh.url)).toMatchObject({ code: 2 })
})

test('a backup is the owner’s alone to read, and none is written over', async () => {
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  const before = await readFile(file())
  const again = await runCommand('backup.ts', ['--out', file()], lost.url)
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('There is no backup.') })
  expect(await readFile(file())).toEqual(before)
})

async function runSql(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  let rows: unknown[] = []
  for (const statement of statements) ({ rows } = await client.query(statement))
  await client.end()
  return rows
}
const things = (url: string) =>
  runSql(url, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)

test('a database that holds anything is not restored into', async () => {
  await using database = await createDatabase()
  await runSql(database.url, 'CREATE TABLE "mine" ()')
  const { code, said } = await runCommand('restore.ts', [file()], database.url)
  expect(code).toBe(1)
  expect(said).toContain('The database is not empty (mine…)')
  expect(await things(database.url)).toEqual([{ relname: 'mine' }])
})

test('a damaged, a cut-off and a foreign file are refused before the database is touched', async () => {
  await using database = await createDatabase()
  const whole = await readFile(file())
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(flipped.readUInt8(200) ^ 1, 200)
  const bad = { flipped, short: whole.subarray(0, -40), other: Buffer.from('not a backup') }
  for (const [name, bytes] of Object.entries(bad)) {
    const path = join(dir.path, name)
    await writeFile(path, bytes)
    const { code, said } = await runCommand('restore.ts', [path], database.url)
    expect(code).toBe(1)
    expect(said).toMatch(/Nothing was restored\. .*(cannot be read|is damaged)/)
  }
  expect(await things(database.url)).toEqual([])
})

test('a backup whose chain was tampered with is not let go: no service starts on it, and it is not restored upon', async () => {
  await using tampered = await createDatabase()
  await using database = await createDatabase()
  const path = join(dir.path, 'tampered')
  expect((await runCommand('restore.ts', [file()], tampered.url)).code).toBe(0)
  await runSql(
    tampered.url,
    'SET session_replication_role = replica',
    `UPDATE "audit_chain" SET "details" = '{}' WHERE "sequence" = 3`,
  )
  expect((await runCommand('backup.ts', ['--out', path], tampered.url)).code).toBe(0)
  const { code, said } = await runCommand('restore.ts', [path], database.url)
  expect(code).toBe(1)
  expect(said).toContain('audit chain is broken at link 3')
  await expect(migrate(database.url)).rejects.toMatchObject({ code: 'RESTORE_UNFINISHED' })
  expect((await runCommand('restore.ts', [file()], database.url)).said).toContain('not empty')
})

test('a backup of a newer version is refused before the database is touched', async () => {
  await using newer = await createDatabase()
  await using database = await createDatabase()
  await migrate(newer.url)
  await runSql(
    newer.url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('x', 'x', '20991231000000_future', now(), 1)`,
  )
  const path = join(dir.path, 'newer')
  await runCommand('backup.ts', ['--out', path], newer.url)
  const { said } = await runCommand('restore.ts', [path], database.url)
  expect(said).toContain('The backup is of a newer version (20991231000000_future).')
  expect(await things(database.url)).toEqual([])
})
