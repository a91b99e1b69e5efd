/**
 * Reads the two tables of an earlier engine's SQLite file, as they are. The file is never written to: it is opened as one
 * that nothing changes, so SQLite makes no lock and no file beside it.
 */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

export const TABLES = {
  execution_audit_log: [
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
  ],
  hedge_events: ['id', 'timestamp', 'auditId', 'details'],
} as const
export type TableName = keyof typeof TABLES

export type SqliteRow = Readonly<Record<string, SQLOutputValue>>

export interface SqliteHistory {
  readonly sha256: string
  readonly tables: Readonly<Record<TableName, readonly SqliteRow[]>>
  /** Columns that are not read, as `table.column`. */
  readonly unread: readonly string[]
}

/** Throws, with a sentence for the operator, if the file is not such a database or is still in use. */
export function readSqlite(file: string): SqliteHistory {
  refuseUnfinished(file)
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
  const url = pathToFileURL(resolve(file))
  url.searchParams.set('immutable', '1')
  const database = new DatabaseSync(url, { readOnly: true })
  try {
    const unread = findUnread(database)
    const tables = {
      execution_audit_log: readRows(database, 'execution_audit_log'),
      hedge_events: readRows(database, 'hedge_events'),
    }
    return { sha256, tables, unread }
  } finally {
    database.close()
  }
}

/** What SQLite keeps beside the file is not in it yet. */
function refuseUnfinished(file: string): void {
  for (const suffix of ['-wal', '-journal']) {
    const size = statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0
    if (size === 0) continue
    throw new Error(
      `${file}${suffix} holds changes that are not in ${file} yet. Stop the earlier engine, then run: sqlite3 ${file} "PRAGMA wal_checkpoint(TRUNCATE)"`,
    )
  }
}

const columns = z.array(z.object({ name: z.string() }))

function findUnread(database: DatabaseSync): string[] {
  const missing: string[] = []
  const unread: string[] = []
  for (const [table, wanted] of Object.entries(TABLES)) {
    const found = columns.parse(
      database.prepare('SELECT name FROM pragma_table_info(?)').all(table),
    )
    const names = new Set(found.map(({ name }) => name))
    missing.push(...wanted.filter((name) => !names.delete(name)).map((name) => `${table}.${name}`))
    unread.push(...[...names].map((name) => `${table}.${name}`))
  }
  if (missing.length === 0) return unread
  throw new Error(`The file is not of the earlier engine: it has no ${missing.join(', ')}.`)
}

/** Whole numbers come as bigint, so that none is too large to read. */
function readRows(database: DatabaseSync, table: TableName): SqliteRow[] {
  const names = TABLES[table].map((name) => `"${name}"`).join(', ')
  const statement = database.prepare(`SELECT ${names} FROM "${table}" ORDER BY rowid`)
  statement.setReadBigInts(true)
  return statement.all()
}
