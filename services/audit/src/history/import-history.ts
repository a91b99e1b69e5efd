/**
 * Owns the way of an earlier engine's history into the ledger.
 * 1. All of a file or nothing of it, with its link of the audit chain in the same commit.
 * 2. A row is known by its source and id: twice is once, and a known row that reads differently is a fault.
 * 3. The rows stand in tables of their own, which nothing that trades, counts, settles or watches reads.
 */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ImportedExecution, ImportedHedgeEvent } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { readImported } from './rows.ts'

export interface HistoryFile {
  /** The name of the engine that the ids are of. */
  readonly source: string
  readonly deskId: string
  readonly sha256: string
  readonly executions: readonly ImportedExecution[]
}

export interface Imported {
  readonly executions: number
  readonly hedgeEvents: number
  /** Executions that were there already, in every cell. */
  readonly known: number
  /** Known rows that read differently: then nothing was written. */
  readonly faults: readonly string[]
}

const PATIENCE_MS = 600_000
/** A statement of some megabytes. */
const ROWS_AT_ONCE = 5_000

/** Writes what is new of the file; with `isCheck` it only says what it would write. */
export function importHistory(
  database: Database,
  file: HistoryFile,
  { isCheck }: { readonly isCheck: boolean },
): Promise<Imported> {
  return database.$transaction(
    async (tx) => {
      // Comparing takes its time, and nobody waits for it: the audit chain is locked by the last act alone.
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '10min'`
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('history_import'))::text`
      const news = await findNews(tx, file)
      if (isCheck || news.faults.length > 0) return { ...news, hedgeEvents: news.events.length }
      if (news.rows.length + news.events.length > 0) await write(tx, file, news)
      return { ...news, hedgeEvents: news.events.length }
    },
    { timeout: PATIENCE_MS },
  )
}

interface News extends Omit<Imported, 'hedgeEvents'> {
  readonly rows: readonly ImportedExecution[]
  readonly events: readonly ImportedHedgeEvent[]
}

async function findNews(tx: Transaction, { source, executions }: HistoryFile): Promise<News> {
  const known = await findKnown(tx, source)
  const rows = executions.filter(({ id }) => !known.has(id))
  const again = executions.flatMap((row) => {
    const before = known.get(row.id)
    return before === undefined ? [] : [{ row, before }]
  })
  const faults = again.flatMap(({ row, before }) => differences(row, before))
  const late = again.flatMap(({ row, before }) =>
    row.hedgeEvents.filter(({ id }) => !before.hedgeEvents.some((event) => event.id === id)),
  )
  return {
    rows,
    events: [...rows.flatMap(({ hedgeEvents }) => hedgeEvents), ...late],
    executions: rows.length,
    known: again.length,
    faults,
  }
}

/** What was imported of the source before, by id. Two questions: one would name every row of the first in the second. */
async function findKnown(tx: Transaction, source: string): Promise<Map<string, ImportedExecution>> {
  const stored = await tx.importedExecution.findMany({ where: { source } })
  const events = await tx.importedHedgeEvent.findMany({ where: { source } })
  const eventsOf = Map.groupBy(events, ({ auditId }) => auditId)
  return new Map(
    stored.map((row) => [
      row.id,
      readImported({ ...row, hedgeEvents: eventsOf.get(row.id) ?? [] }),
    ]),
  )
}

/** Hedge events may have come since; no cell that was imported may read differently. */
function differences(row: ImportedExecution, before: ImportedExecution): string[] {
  const { hedgeEvents, ...cells } = row
  const { hedgeEvents: eventsBefore, ...cellsBefore } = before
  const events = eventsBefore.filter(
    (event) => !hedgeEvents.some((each) => isDeepStrictEqual(each, event)),
  )
  return [
    ...(isDeepStrictEqual(cells, cellsBefore) ? [] : [`execution_audit_log (id ${row.id})`]),
    ...events.map(({ id }) => `hedge_events (id ${id})`),
  ].map((where) => `${where}: it was imported before and reads differently now`)
}

const digests = z.tuple([z.object({ digest: z.string() })])

async function write(tx: Transaction, file: HistoryFile, { rows, events }: News): Promise<void> {
  const { source, deskId, sha256 } = file
  const importId = randomUUID()
  const counts = { executions: rows.length, hedgeEvents: events.length }
  await tx.historyImport.create({ data: { id: importId, source, deskId, sha256, ...counts } })
  await sealRow(tx, 'history_imports', { id: importId })
  for (const part of inParts(rows))
    await tx.$executeRaw`
      INSERT INTO "imported_executions" ("source", "importId", "id", "timestamp", "deskId", "matchId", "providerA", "providerB",
        "stakeA", "stakeB", "legA_status", "legB_status", "hedge_triggered", "final_status", "error_message")
      SELECT ${source}, ${importId}::uuid, row.* FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS row(
        "id" text, "timestamp" timestamptz, "deskId" text, "matchId" text, "providerA" text, "providerB" text,
        "stakeA" numeric, "stakeB" numeric, "legA_status" text, "legB_status" text, "hedge_triggered" boolean,
        "final_status" text, "error_message" text)`
  for (const part of inParts(events))
    await tx.$executeRaw`
      INSERT INTO "imported_hedge_events" ("source", "importId", "id", "timestamp", "auditId", "details")
      SELECT ${source}, ${importId}::uuid, "id", "timestamp", "auditId", coalesce("details", 'null')
      FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS row(
        "id" text, "timestamp" timestamptz, "auditId" text, "details" jsonb)`
  const [{ digest }] = digests.parse(
    await tx.$queryRaw`SELECT imported_digest(${importId}::uuid) AS digest`,
  )
  const details = { importId, source, deskId, sha256, ...counts, digest }
  await appendLink(tx, { kind: 'history.imported', executionId: null, details })
}

function inParts<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE)
  return Array.from({ length: count }, (_, part) =>
    rows.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
  )
}
