import {
  ledgerChain,
  ledgerExecutions,
  ledgerExposure,
  ledgerImported,
  ledgerUnfinished,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openTempDir } from '@surefoot/testkit'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { openDatabase } from '../src/index.ts'
import { asMember } from './as-member.ts'
import { createActs, DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { runCommand } from './run-command.ts'

let ledger: TestLedger
let dir: Awaited<ReturnType<typeof openTempDir>>

beforeAll(async () => {
  ledger = await openLedger()
  dir = await openTempDir()
})
afterAll(async () => {
  await dir[Symbol.asyncDispose]()
  await ledger[Symbol.asyncDispose]()
})

const TABLES = `
  CREATE TABLE execution_audit_log (id INTEGER PRIMARY KEY, timestamp TEXT, matchId TEXT, providerA TEXT, providerB TEXT,
    stakeA REAL, stakeB REAL, legA_status TEXT, legB_status TEXT, hedge_triggered INTEGER, final_status TEXT,
    error_message TEXT, note TEXT);
  CREATE TABLE hedge_events (id INTEGER PRIMARY KEY, timestamp TEXT, auditId INTEGER, details TEXT);`
const GOOD = `
  INSERT INTO execution_audit_log VALUES
    (1, '2025-03-01 18:04:05', 'Reds v Blues', 'north', 'South Bet', 33.33, '40.5', 'success', 'SUCCESS', 0, 'success', NULL, 'x'),
    (2, '2025-03-02T10:00:00+02:00', 'm2', 'north', 'south', 25, 0.1, 'success', 'failed', 1, 'failed', 'B was refused', NULL),
    (3, 1740900000, 'm3', 'north', 'south', 10, NULL, 'timeout', NULL, NULL, NULL, '', NULL);
  INSERT INTO hedge_events VALUES (1, '2025-03-02 08:00:03.250', 2, '{"b":1,"a":[true,null]}'), (2, '2025-03-02 08:00:09', 2, 'sold');`

function makeFile(name: string, ...scripts: string[]): string {
  const file = join(dir.path, name)
  const database = new DatabaseSync(file)
  for (const script of scripts) database.exec(script)
  database.close()
  return file
}

const run = async (...args: string[]) =>
  runCommand('import-sqlite.ts', args, await asMember(ledger.url))

const ask = () => ledger.ask(ledgerImported, { deskId: DESK, limit: 100 })
const links = async () => {
  const chain = await ledger.ask(ledgerChain, { limit: 500 })
  return chain.ok ? chain.events.filter(({ kind }) => kind === 'history.imported') : []
}

test('a check says what would come and writes nothing', async () => {
  const file = makeFile('check.db', TABLES, GOOD)
  const { code, said } = await run(file, '--check', '--source', 'checked')
  expect(said).toContain('Would import 3 executions and 2 hedge events')
  expect(said).toContain('Not read: execution_audit_log.note.')
  expect(code).toBe(0)
  expect(await ask()).toMatchObject({ total: 0 })
  expect(await links()).toEqual([])
})

test('the history of an earlier engine is read as it was meant, and the file is not touched', async () => {
  const file = makeFile('old.db', TABLES, GOOD)
  const before = readFileSync(file)
  expect(await run(file)).toMatchObject({ code: 0, said: expect.stringContaining('Imported 3') })
  expect(readFileSync(file)).toEqual(before)
  const first = { source: 'sqlite', deskId: DESK, providerA: 'north' }
  expect(await ask()).toMatchObject({
    total: 3,
    executions: [
      {
        ...first,
        id: '2',
        timestamp: '2025-03-02T08:00:00.000Z',
        stakeA: '25.00',
        stakeB: '0.10',
        hedge_triggered: true,
        final_status: 'failed',
        error_message: 'B was refused',
        hedgeEvents: [
          { id: '1', timestamp: '2025-03-02T08:00:03.250Z', details: { a: [true, null], b: 1 } },
          { id: '2', details: 'sold' },
        ],
      },
      {
        ...first,
        id: '3',
        timestamp: '2025-03-02T07:20:00.000Z',
        stakeB: null,
        legA_status: 'timeout',
        legB_status: null,
        hedge_triggered: false,
        final_status: null,
        error_message: null,
      },
      {
        ...first,
        id: '1',
        timestamp: '2025-03-01T18:04:05.000Z',
        providerB: 'South Bet',
        stakeA: '33.33',
        stakeB: '40.50',
        legB_status: 'success',
        hedgeEvents: [],
      },
    ],
  })
  const [link] = await links()
  const sha256 = createHash('sha256').update(before).digest('hex')
  expect(link?.details).toMatchObject({ sha256, executions: 3, hedgeEvents: 2, source: 'sqlite' })
})

test('importing the same file again changes nothing, and a grown one brings only what is new', async () => {
  const again = join(dir.path, 'old.db')
  expect((await run(again)).said).toContain('Imported 0 executions and 0 hedge events')
  expect(await links()).toHaveLength(1)
  makeFile(
    'old.db',
    `INSERT INTO execution_audit_log (id, timestamp, matchId, providerA, providerB) VALUES (4, '2025-04-01 00:00:00', 'm4', 'a', 'b');
     INSERT INTO hedge_events VALUES (3, '2025-04-01 00:00:01', 1, NULL)`,
  )
  expect((await run(again)).said).toContain('Imported 1 executions and 1 hedge events')
  expect(await ask()).toMatchObject({ total: 4 })
  expect(await links()).toHaveLength(2)
})

test('a row that was imported and reads differently now is named, and nothing is written', async () => {
  const file = makeFile(
    'old.db',
    `UPDATE execution_audit_log SET stakeA = 99 WHERE id = 1; UPDATE hedge_events SET details = '{}' WHERE id = 1;
     INSERT INTO execution_audit_log (id, timestamp, matchId, providerA, providerB) VALUES (5, '2025-04-01 00:00:00', 'm5', 'a', 'b')`,
  )
  const { code, said } = await run(file)
  expect(code).toBe(1)
  expect(said).toContain('execution_audit_log (id 1): it was imported before and reads differently')
  expect(said).toContain('hedge_events (id 1): it was imported before and reads differently')
  expect(await ask()).toMatchObject({ total: 4 })
})

test('every fault of a file is named at once, with its row, and nothing of the file is written', async () => {
  const loose = TABLES.replaceAll(' PRIMARY KEY', '')
  const file = makeFile(
    'bad.db',
    loose,
    `INSERT INTO execution_audit_log VALUES
      (1, 'yesterday', 'm', 'a', 'b', 'a lot', -1, 'won', 'success', 2, 'done', NULL, NULL),
      (1, '2025-03-01 18:04:05', '', NULL, x'00ff', 1.005, 99999999999, NULL, NULL, 0, NULL, NULL, NULL),
      (7, '2025-03-01 18:04:05', 'm', 'a', 'b', 1, 1, NULL, NULL, 0, NULL, NULL, NULL);
     INSERT INTO hedge_events VALUES (1, NULL, 1, NULL), (2, '2025-03-01 18:04:05', 404, NULL);`,
  )
  const { code, said } = await run(file, '--source', 'bad')
  expect(code).toBe(1)
  const named = [
    'row 1 (id 1): timestamp is "yesterday"',
    'row 1 (id 1): stakeA is "a lot"',
    'row 1 (id 1): stakeB is -1',
    'row 1 (id 1): legA_status is "won"',
    'row 1 (id 1): hedge_triggered is 2',
    'row 1 (id 1): final_status is "done"',
    'row 2 (id 1): an earlier row has the same id',
    'row 2 (id 1): matchId is ""',
    'row 2 (id 1): providerA is null',
    'row 2 (id 1): providerB is 2 bytes',
    'row 2 (id 1): stakeA is 1.005',
    'row 2 (id 1): stakeB is 99999999999',
    'hedge_events row 1 (id 1): timestamp is null',
    'hedge_events (id 2): auditId 404 is no row',
  ]
  for (const fault of named) expect(said).toContain(fault)
  expect(said).toContain(`${named.length} faults. Nothing was imported`)
  expect(await ask()).toMatchObject({ total: 4 })
})

test('a file of something else, a missing file and one that is still in use are refused', async () => {
  const other = makeFile('other.db', 'CREATE TABLE hedge_events (id, timestamp, auditId)')
  expect((await run(other)).said).toContain('it has no execution_audit_log.id')
  expect((await run(join(dir.path, 'none.db'))).said).toContain('none.db')
  const open = join(dir.path, 'open.db')
  const engine = new DatabaseSync(open)
  engine.exec(`PRAGMA journal_mode = WAL; ${TABLES} ${GOOD}`)
  const { code, said } = await run(open)
  engine.close()
  expect(code).toBe(1)
  expect(said).toContain('Stop the earlier engine')
})

test('imported history is no exposure, is never open and never trades, and the day and the caps do not know it', async () => {
  const acts = createActs(ledger)
  await acts.startTrading()
  expect(await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 10 })).toEqual({
    ok: true,
    executions: [],
    next: null,
  })
  expect(await ledger.ask(ledgerUnfinished, {})).toMatchObject({ executions: [] })
  expect(await ledger.ask(ledgerExposure, { deskId: DESK })).toMatchObject({
    A: { total: '0.00' },
    B: { total: '0.00' },
  })
  const id = await acts.openAccepted()
  expect(await acts.close(id)).toMatchObject({ ok: true, execution: { final_status: 'success' } })
  expect(await ask()).toMatchObject({ total: 4 })
})

test('an imported row that was changed afterwards is found by verify-audit', async () => {
  await using owner = await openDatabase(ledger.url, createLogger('test', 'silent'))
  expect(await verifyRecords(owner)).toEqual([])
  await owner.$executeRaw`UPDATE "imported_executions" SET "stakeA" = 1 WHERE "id" = '1'`
  expect(await verifyRecords(owner)).toMatchObject([
    { subject: expect.stringContaining('import ') },
  ])
})
