import type { ImportedExecution, ImportedHedgeEvent } from '@surefoot/shared/messages'
import { z } from 'zod'
import {
  detailsCell,
  finalStatusCell,
  instantCell,
  legStatusCell,
  optionalText,
  requiredText,
  stake,
  truth,
} from './cells.ts'
import type { SqliteHistory, SqliteRow, TableName } from './read-sqlite.ts'

const executionCells = z.object({
  id: requiredText,
  timestamp: instantCell,
  matchId: requiredText,
  providerA: requiredText,
  providerB: requiredText,
  stakeA: stake,
  stakeB: stake,
  legA_status: legStatusCell,
  legB_status: legStatusCell,
  hedge_triggered: truth,
  final_status: finalStatusCell,
  error_message: optionalText,
})
const hedgeCells = z.object({
  id: requiredText,
  timestamp: instantCell,
  auditId: requiredText,
  details: detailsCell,
})

export interface History {
  readonly executions: readonly ImportedExecution[]
  /** What is wrong, one sentence for each cell; a file with a fault is not imported at all. */
  readonly faults: readonly string[]
}

/** The rows of an earlier engine as history of a desk, or every fault of them at once. */
export function readHistory(tables: SqliteHistory['tables'], deskId: string): History {
  const executions = readRows(executionCells, tables, 'execution_audit_log')
  const hedges = readRows(hedgeCells, tables, 'hedge_events')
  const known = new Set(tables.execution_audit_log.map(({ id }) => String(id).trim()))
  const strays = hedges.rows
    .filter(({ auditId }) => !known.has(auditId))
    .map(
      ({ id, auditId }) =>
        `hedge_events (id ${id}): auditId ${auditId} is no row of execution_audit_log`,
    )
  const events = Map.groupBy(hedges.rows, ({ auditId }) => auditId)
  return {
    executions: executions.rows.map((row) => ({
      ...row,
      deskId,
      hedgeEvents: inOrder(events.get(row.id) ?? []),
    })),
    faults: [...executions.faults, ...hedges.faults, ...strays],
  }
}

/** Oldest first, as the ledger answers them. */
export function inOrder(events: readonly ImportedHedgeEvent[]): ImportedHedgeEvent[] {
  return events.toSorted(
    (one, other) => one.timestamp.localeCompare(other.timestamp) || (one.id < other.id ? -1 : 1),
  )
}

interface Read<T> {
  readonly rows: T[]
  readonly faults: string[]
}

function readRows<S extends z.ZodObject<{ id: typeof requiredText }>>(
  schema: S,
  tables: SqliteHistory['tables'],
  table: TableName,
): Read<z.output<S>> {
  const rows: z.output<S>[] = []
  const faults: string[] = []
  const seen = new Set<string>()
  for (const [index, row] of tables[table].entries()) {
    const where = `${table} row ${index + 1} (id ${show(row['id'])})`
    const read = schema.safeParse(row)
    if (read.success) rows.push(read.data)
    else faults.push(...read.error.issues.map((issue) => `${where}: ${describe(issue, row)}`))
    const id = String(row['id']).trim()
    if (seen.has(id)) faults.push(`${where}: an earlier row has the same id`)
    seen.add(id)
  }
  return { rows, faults }
}

function describe({ path, message }: z.core.$ZodIssue, row: SqliteRow): string {
  const column = String(path[0])
  return `${column} is ${show(row[column])}: ${message}`
}

/** Enough of a cell to find it. */
function show(cell: SqliteRow[string] | undefined): string {
  if (cell instanceof Uint8Array) return `${cell.length} bytes`
  return typeof cell === 'string' ? JSON.stringify(cell.slice(0, 60)) : String(cell)
}
