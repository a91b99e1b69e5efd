/** Every column that says money, identity or outcome is in a link: changing it as the owner is named, with row and column. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { countUncovered, SEALED_ELSEWHERE, UNSEALED } from '../src/chain/verify-columns.ts'
import { verifyRecords } from '../src/chain/verify-records.ts'
import { betOf, createActs, planLeg, receipt } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

const TABLES = ['legs', 'permits', 'execution_audit_log', 'desks', 'learnt_limits'] as const
const columns = z.array(z.object({ table: z.string(), column: z.string(), type: z.string() }))

let ledger: TestLedger

beforeAll(async () => {
  ledger = await openLedger()
  const acts = createActs(ledger)
  await acts.startTrading()
  const settled = await acts.openAccepted()
  await acts.close(settled)
  await acts.state('A', [betOf(`${settled}-A`, { status: 'won' })])
  await acts.settle(`${settled}-B`, 'lost', '0')
  const hedged = randomUUID()
  await acts.open(hedged)
  await acts.arm(`${hedged}-A`)
  await acts.accept(`${hedged}-A`)
  await acts.arm(`${hedged}-B`)
  await acts.record(`${hedged}-B`, 'UNKNOWN')
  await acts.record(`${hedged}-B`, 'ABSENT', { evidence: { note: 'none' } })
  await acts.hedge(hedged, 'triggered')
  await acts.hedge(hedged, 'planned', planLeg(hedged, 'H'))
  await acts.arm(`${hedged}-H`)
  await acts.record(`${hedged}-H`, 'ACCEPTED', { receipt: receipt({ stake: '2.50' }) })
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** Another value that the column can hold. */
const OTHER: Readonly<Record<string, string>> = {
  account: `CASE "account" WHEN 'A' THEN 'B' ELSE 'A' END`,
  role: `'H'`,
  venue: `CASE "venue" WHEN 'live' THEN 'paper' ELSE 'live' END`,
  state: `CASE "state" WHEN 'ACCEPTED' THEN 'REJECTED' ELSE 'ACCEPTED' END`,
  trading: `'HALT_ALL'`,
  mode: `'auto'`,
  final_status: `CASE "final_status" WHEN 'failed' THEN 'success' ELSE 'failed' END`,
  legA_status: `'timeout'`,
  legB_status: `'timeout'`,
  settledResult: `'lost'`,
  closedAt: `CASE WHEN "closedAt" IS NULL THEN now() END`,
  outcomeA: `'over'`,
  outcomeB: `'over'`,
}
const BY_TYPE: Readonly<Record<string, (column: string) => string>> = {
  numeric: (column) => `coalesce("${column}", 0) + 1`,
  integer: (column) => `"${column}" + 1`,
  boolean: (column) => `NOT "${column}"`,
  text: (column) => `coalesce("${column}", '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  jsonb: () => `'{"tampered": true}'`,
  'timestamp with time zone': (column) => `coalesce("${column}", now()) + interval '1 second'`,
}

async function readColumns() {
  const rows = await ledger.database.$queryRaw`
    SELECT "table_name"::text AS "table", "column_name"::text AS "column", "data_type"::text AS "type"
    FROM information_schema.columns
    WHERE "table_schema" = current_schema() AND "table_name"::text = ANY (${[...TABLES]}::text[])
    ORDER BY 1, 2`
  return columns.parse(rows)
}

/** What is found when a column of one row is changed behind every trigger and constraint; then it is as before. */
async function findTampered(table: string, column: string, value: string): Promise<string[]> {
  const { database } = ledger
  const found = await database
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      const checks = z
        .array(z.object({ name: z.string() }))
        .parse(
          await tx.$queryRaw`SELECT conname::text AS "name" FROM pg_constraint WHERE conrelid = ${`"${table}"`}::regclass AND contype = 'c'`,
        )
      for (const { name } of checks)
        await tx.$executeRawUnsafe(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`)
      await tx.$executeRawUnsafe(
        `UPDATE "${table}" SET "${column}" = ${value} WHERE ctid = (SELECT ctid FROM "${table}" ORDER BY ${ORDER[table]} LIMIT 1)`,
      )
      throw new Found(await verifyRecords(tx))
    })
    .catch((error: unknown) => error)
  if (!(found instanceof Found)) throw found
  return found.disagreements.map(({ subject, message }) => `${subject}: ${message}`)
}

/** Takes the findings out of a transaction that is rolled back. */
class Found extends Error {
  readonly disagreements: Awaited<ReturnType<typeof verifyRecords>>
  readonly uncovered: number
  constructor(disagreements: Found['disagreements'], uncovered = 0) {
    super('rolled back')
    this.disagreements = disagreements
    this.uncovered = uncovered
  }
}

/** A row with something in every column first. */
const ORDER: Readonly<Record<string, string>> = {
  legs: `("settledAt" IS NOT NULL AND "role" = 'A') DESC`,
  permits: '"legId"',
  execution_audit_log: '"bookedAt" IS NOT NULL DESC',
  desks: '"id"',
  learnt_limits: '"legId"',
}

test('what the acts of a ledger write is as their links have it', async () => {
  expect(await verifyRecords(ledger.database)).toEqual([])
})

test('each column of money, identity or outcome is in a link, and changing it names row and column', async () => {
  const unnamed: string[] = []
  for (const { table, column, type } of await readColumns()) {
    if (UNSEALED[table]?.[column] !== undefined) continue
    const found = await findTampered(table, column, OTHER[column] ?? BY_TYPE[type]?.(column) ?? '')
    const isElsewhere = SEALED_ELSEWHERE[table]?.includes(column) === true
    const isNamed = found.some((line) => isElsewhere || line.includes(`: column ${column} is `))
    if (!isNamed) unnamed.push(`${table}.${column}: ${found.join('; ') || 'nothing found'}`)
  }
  expect(unnamed).toEqual([])
})

test('a row whose link is of before is said to be not covered, not to be as its links say', async () => {
  const { database } = ledger
  expect(await countUncovered(database)).toBe(0)
  const uncovered = await database
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`
        UPDATE "audit_chain" SET "details" = "details" - 'opportunity' - 'deadline' WHERE "kind" = 'execution.opened'`
      await tx.$executeRaw`UPDATE "execution_audit_log" SET "home" = 'another'`
      throw new Found(await verifyRecords(tx), await countUncovered(tx))
    })
    .catch((error: unknown) => error)
  expect(uncovered).toMatchObject({ disagreements: [], uncovered: 2 })
})

test('what is said to be in no link is a column', async () => {
  const known = new Set((await readColumns()).map(({ table, column }) => `${table}.${column}`))
  const listed = Object.entries(UNSEALED).flatMap(([table, reasons]) =>
    Object.keys(reasons).map((column) => `${table}.${column}`),
  )
  expect(listed.filter((name) => !known.has(name))).toEqual([])
})
