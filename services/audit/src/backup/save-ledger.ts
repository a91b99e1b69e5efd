/**
 * Saves the ledger as it stood at one instant, while it serves. It reads one snapshot, by SQL alone: no program of
 * Postgres is needed, and the Postgres that it is restored into may be of another version.
 */
import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client, escapeIdentifier } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { findTables } from './find-tables.ts'
import { header, trailerOf, type Header, type TableHeader } from './header.ts'

/** Writes a backup of the ledger to `sink`, and answers what is in it. */
export async function saveLedger(databaseUrl: string, sink: Writable): Promise<Header> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const head = await describeLedger(client)
    await pipeline(Readable.from(writeLines(client, head)), createGzip(), sink)
    return head
  } finally {
    await client.end()
  }
}

const facts = z.tuple([
  z.object({
    takenAt: z.date().transform((date) => date.toISOString()),
    migrations: z.array(z.string()),
    sequence: z.number().nullable(),
    hash: z.string().nullable(),
  }),
])

async function describeLedger(client: Client): Promise<Header> {
  const found = await client.query(`
    SELECT clock_timestamp() AS "takenAt", "sequence", "hash",
      ARRAY(SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
        ORDER BY migration_name)::text[] AS "migrations"
    FROM (SELECT max("sequence") AS "last" FROM "audit_chain") chain LEFT JOIN "audit_chain" ON "sequence" = "last"`)
  const [{ takenAt, migrations, sequence, hash }] = facts.parse(found.rows)
  const tables: TableHeader[] = []
  for (const table of await findTables(client))
    tables.push({ ...table, rows: await countRows(client, table.name) })
  const chain = { sequence: sequence ?? 0, hash: hash ?? '' }
  return header.parse({ format: 'surefoot-ledger', version: 1, takenAt, migrations, chain, tables })
}

const counts = z.tuple([z.object({ count: z.number() })])

async function countRows(client: Client, table: string): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM ${escapeIdentifier(table)}`,
  )
  return counts.parse(rows)[0].count
}

async function* writeLines(client: Client, head: Header): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const bytes of writeTables(client, head)) {
    hash.update(bytes)
    yield bytes
  }
  yield Buffer.from(trailerOf(hash.digest('hex')))
}

async function* writeTables(client: Client, head: Header): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head)}\n`)
  for (const { name, columns } of head.tables) {
    const list = columns.map((column) => escapeIdentifier(column)).join(', ')
    yield* client.query(copyTo(`COPY ${escapeIdentifier(name)} (${list}) TO STDOUT`))
  }
}
