/**
 * Every table and column of the ledger is held against the audit chain, or listed with why not. The schema is read from the
 * database, so that a new column fails here until it is one or the other.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SEALED_ROWS } from '../src/chain/sealed-rows.ts'
import { UNSEALED, UNSEALED_TABLES } from '../src/chain/unsealed.ts'
import { countUncovered } from '../src/chain/verify-columns.ts'
import { verifyRecords } from '../src/chain/verify-records.ts'
import type { Database, Transaction } from '../src/database/open-database.ts'
import { fillLedger } from './fill-ledger.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'
import { otherValue } from './other-value.ts'

/** Named by the import that brought them: what was imported is imported again. */
const DIGESTED = new Set(['imported_executions', 'imported_hedge_events'])

const columns = z.array(
  z.object({
    table: z.string(),
    column: z.string(),
    type: z.string(),
    isKey: z.boolean(),
    isServices: z.boolean(),
  }),
)
type Column = z.output<typeof columns>[number]

let ledger: TestLedger
let all: Column[]

beforeAll(async () => {
  ledger = await openLedger()
  await fillLedger(ledger)
  all = columns.parse(
    await ledger.database.$queryRaw`
      SELECT "table_name"::text AS "table", "column_name"::text AS "column", "data_type"::text AS "type",
        EXISTS (
          SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
          WHERE indrelid = format('%I', "table_name")::regclass AND indisprimary AND attname = "column_name"
        ) AS "isKey",
        has_column_privilege('surefoot_ledger', format('%I', "table_name"), "column_name", 'UPDATE') AS "isServices"
      FROM information_schema.columns JOIN information_schema.tables USING ("table_schema", "table_name")
      WHERE "table_schema" = 'public' AND "table_type" = 'BASE TABLE'
      ORDER BY 1, 2`,
  )
})
afterAll(() => ledger[Symbol.asyncDispose]())

const held = (): Column[] => all.filter(({ table }) => UNSEALED_TABLES[table] === undefined)
const heldTables = (): string[] => [...new Set(held().map(({ table }) => table))]

type Findings = Awaited<ReturnType<typeof verifyRecords>>

/** Takes the findings out of a transaction that is rolled back. */
class Found extends Error {
  readonly findings: Findings
  readonly uncovered: number
  constructor(findings: Findings, uncovered = 0) {
    super('rolled back')
    this.findings = findings
    this.uncovered = uncovered
  }
}

/** What is found after an act that is then undone. */
async function findAfter(database: Database, act: (tx: Transaction) => Promise<unknown>) {
  const found = await database
    .$transaction(
      async (tx) => {
        await act(tx)
        throw new Found(await verifyRecords(tx))
      },
      { timeout: 60_000 },
    )
    .catch((error: unknown) => error)
  if (!(found instanceof Found)) throw found
  return found.findings
}

/** Behind every trigger, foreign key and check, as a superuser can. */
async function unguard(tx: Transaction, table: string): Promise<void> {
  await tx.$executeRaw`SET LOCAL session_replication_role = replica`
  const checks = z
    .array(z.object({ name: z.string() }))
    .parse(
      await tx.$queryRaw`SELECT conname::text AS "name" FROM pg_constraint WHERE conrelid = ${`"${table}"`}::regclass AND contype = 'c'`,
    )
  for (const { name } of checks)
    await tx.$executeRawUnsafe(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`)
}

/** A row with something in every column first. */
const ORDER: Readonly<Record<string, string>> = {
  legs: `("settledAt" IS NOT NULL AND "role" = 'A') DESC`,
  execution_audit_log: '"bookedAt" IS NOT NULL DESC',
}
const firstOf = (table: string): string =>
  `ctid = (SELECT ctid FROM "${table}" ORDER BY ${ORDER[table] ?? '1'} LIMIT 1)`

const update = ({ table, column, type }: Column): string =>
  `UPDATE "${table}" SET "${column}" = ${otherValue(column, type)} WHERE ${firstOf(table)}`

function isNamed({ table, column, isKey }: Column, findings: Findings): boolean {
  const isDigested = DIGESTED.has(table)
  return findings.some(
    ({ place }) =>
      place === `${table}.${column}` ||
      (isKey && place === table) ||
      (isDigested && (place === 'history_imports' || place === table)),
  )
}

const show = (column: Column, findings: Findings): string =>
  `${column.table}.${column.column}: ${findings.map(({ place, message }) => `${place} ${message}`).join('; ') || 'nothing found'}`

test('what the acts of a ledger write is as their links have it', async () => {
  expect(await verifyRecords(ledger.database)).toEqual([])
  for (const table of heldTables()) {
    const [{ count } = { count: 0 }] = z
      .array(z.object({ count: z.number() }))
      .parse(
        await ledger.database.$queryRawUnsafe(`SELECT count(*)::int AS "count" FROM "${table}"`),
      )
    expect({ table, isEmpty: count === 0 }).toEqual({ table, isEmpty: false })
  }
})

describe('each column that holds money or decides about it', () => {
  test('is named with its row when a superuser changes it', async () => {
    const unnamed: string[] = []
    for (const column of held()) {
      if (UNSEALED[column.table]?.[column.column] !== undefined) continue
      const findings = await findAfter(ledger.database, async (tx) => {
        await unguard(tx, column.table)
        await tx.$executeRawUnsafe(update(column))
      })
      if (!isNamed(column, findings)) unnamed.push(show(column, findings))
    }
    expect(unnamed).toEqual([])
  }, 600_000)

  test('is named with its row when the role of the service changes it', async () => {
    const unnamed: string[] = []
    let changed = 0
    for (const column of held().filter(({ isServices }) => isServices)) {
      if (UNSEALED[column.table]?.[column.column] !== undefined) continue
      const findings = await findAfter(ledger.served, (tx) =>
        tx.$executeRawUnsafe(update(column)),
      ).catch(() => undefined)
      // A check or a foreign key refused it.
      if (findings === undefined) continue
      changed += 1
      if (!isNamed(column, findings)) unnamed.push(show(column, findings))
    }
    expect(unnamed).toEqual([])
    expect(changed).toBeGreaterThan(40)
  }, 600_000)
})

test('a row that is deleted is named, in each table', async () => {
  const unnamed: string[] = []
  for (const table of heldTables()) {
    const findings = await findAfter(ledger.database, async (tx) => {
      await unguard(tx, table)
      await tx.$executeRawUnsafe(`DELETE FROM "${table}" WHERE ${firstOf(table)}`)
    })
    if (!isRowNamed(table, findings)) unnamed.push(table)
  }
  expect(unnamed).toEqual([])
})

test('a row that is slipped in is named, in each table', async () => {
  const unnamed: string[] = []
  for (const table of heldTables()) {
    const key = all.findLast((column) => column.table === table && column.isKey)
    if (key === undefined) throw new Error(`Table ${table} has no key.`)
    const findings = await findAfter(ledger.database, async (tx) => {
      await unguard(tx, table)
      const copy = `"copy_${randomUUID().slice(0, 8)}"`
      await tx.$executeRawUnsafe(
        `CREATE TEMPORARY TABLE ${copy} ON COMMIT DROP AS SELECT * FROM "${table}" WHERE ${firstOf(table)}`,
      )
      await tx.$executeRawUnsafe(
        `UPDATE ${copy} SET "${key.column}" = ${otherValue(key.column, key.type)}`,
      )
      for (const { indexname } of await uniqueIndexes(tx, table))
        await tx.$executeRawUnsafe(`DROP INDEX "${indexname}"`)
      await tx.$executeRawUnsafe(`INSERT INTO "${table}" SELECT * FROM ${copy}`)
    })
    if (!isRowNamed(table, findings)) unnamed.push(table)
  }
  expect(unnamed).toEqual([])
})

const indexes = z.array(z.object({ indexname: z.string() }))

async function uniqueIndexes(tx: Transaction, table: string) {
  return indexes.parse(
    await tx.$queryRaw`
      SELECT indexname::text FROM pg_indexes
      WHERE tablename = ${table} AND indexdef LIKE 'CREATE UNIQUE%' AND indexname NOT LIKE '%_pkey'`,
  )
}

function isRowNamed(table: string, findings: Findings): boolean {
  const place = DIGESTED.has(table) ? 'history_imports' : table
  return findings.some((finding) => finding.place.split('.')[0] === place)
}

test('a row whose link is of before is reported as not covered, not as what its links have', async () => {
  const uncovered = await ledger.database
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`
        UPDATE "audit_chain" SET "details" = "details" - 'opportunity' - 'deadline' WHERE "kind" = 'execution.opened'`
      await tx.$executeRaw`UPDATE "execution_audit_log" SET "home" = 'another'`
      throw new Found(await verifyRecords(tx), await countUncovered(tx))
    })
    .catch((error: unknown) => error)
  expect(await countUncovered(ledger.database)).toBe(0)
  expect(uncovered).toMatchObject({ findings: [], uncovered: 2 })
})

test('what is listed as in no link is a table or a column', () => {
  const known = new Set(all.flatMap(({ table, column }) => [table, `${table}.${column}`]))
  const listed = [
    ...Object.keys(UNSEALED_TABLES),
    ...Object.keys(SEALED_ROWS),
    ...[...Object.entries(UNSEALED), ...unsealedOfRows()].flatMap(([table, reasons]) =>
      Object.keys(reasons).map((column) => `${table}.${column}`),
    ),
  ]
  expect(listed.filter((name) => !known.has(name))).toEqual([])
})

const unsealedOfRows = () =>
  Object.entries(SEALED_ROWS).map(([table, { unsealed }]): [string, object] => [table, unsealed])
