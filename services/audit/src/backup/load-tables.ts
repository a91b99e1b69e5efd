import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client, escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import type { Header, TableHeader } from './header.ts'
import { readLines } from './read-backup.ts'

export interface Backup {
  readonly file: string
  readonly head: Header
}

/** Puts every row of a backup into the tables of its schema, which are empty: all of them in one commit. */
export async function loadTables(databaseUrl: string, { file, head }: Backup): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('BEGIN')
    await readLines(file, async (lines) => {
      const each = lines[Symbol.asyncIterator]()
      await each.next()
      for (const table of head.tables) await loadTable(client, table, each)
      await each.next()
    })
    await advanceCounters(client)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

async function loadTable(
  client: Client,
  { name, columns, rows }: TableHeader,
  lines: AsyncIterator<Buffer>,
): Promise<void> {
  const list = columns.map((column) => escapeIdentifier(column)).join(', ')
  const sink = client.query(copyFrom(`COPY ${escapeIdentifier(name)} (${list}) FROM STDIN`))
  await pipeline(Readable.from(takeLines(lines, rows)), sink)
}

async function* takeLines(lines: AsyncIterator<Buffer>, count: number): AsyncGenerator<Buffer> {
  for (let taken = 0; taken < count; taken += 1) {
    const { done, value } = await lines.next()
    if (done === true) throw new Error('The backup ends before its last row.')
    yield value
  }
}

const counters = z.array(z.object({ table: z.string(), column: z.string(), sequence: z.string() }))

/** A column that counts goes on after the last row. */
async function advanceCounters(client: Client): Promise<void> {
  const found = await client.query(`
    SELECT relname::text AS "table", attname::text AS "column",
      pg_get_serial_sequence(format('public.%I', relname), attname::text) AS "sequence"
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
      AND pg_get_serial_sequence(format('public.%I', relname), attname::text) IS NOT NULL`)
  for (const { table, column, sequence } of counters.parse(found.rows))
    await client.query(
      `SELECT setval($1::regclass, greatest(1, max(${escapeIdentifier(column)})), count(*) > 0) FROM ${escapeIdentifier(table)}`,
      [sequence],
    )
}
