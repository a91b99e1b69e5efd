/**
 * Brings a database to this version's schema, with Prisma's own engine as WebAssembly: no binary is downloaded.
 * 1. One instance at a time: others wait for its session lock and then find nothing to do.
 * 2. A database with a migration that this version does not know is newer, and is refused untouched.
 * 3. A migration is done wholly or not at all: one that was cut short is done again.
 * 4. Then the service's group of roles has exactly what `prisma/grants.sql` grants.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { ApplyMigrationsInput } from '@prisma/schema-engine-wasm'
import { Fault } from '@surefoot/shared'
import { Client, Pool } from 'pg'
import { z } from 'zod'
import { createAtomicAdapter } from './atomic-adapter.ts'
import { grantRole } from './grant-role.ts'
import { PRISMA_DIR, readMigrations, type Migration } from './read-migrations.ts'

/** Any number that nothing else in the database locks. */
const LOCK = 7_346_011

/** As the owner of the database: applies what is missing and answers the names. Throws Fault (halt): SCHEMA_NEWER, MIGRATION_FAILED. */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    const migrations = await readMigrations()
    const done = await readHistory(client)
    refuseNewer(done, migrations)
    const isDone = migrations.every(({ name }) => done.includes(name))
    const applied = isDone ? [] : await applyMigrations(databaseUrl, migrations)
    await grantRole(client)
    return applied
  } finally {
    await client.end()
  }
}

const presence = z.tuple([z.object({ isPresent: z.boolean() })])
const history = z.array(z.object({ name: z.string() }))

/** Names of the migrations that were done. Of an unfinished one nothing was: it is marked so that it is done again. */
async function readHistory(client: Client): Promise<string[]> {
  const table = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isPresent"`,
  )
  if (!presence.parse(table.rows)[0].isPresent) return []
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  )
  const { rows } = await client.query(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return history.parse(rows).map(({ name }) => name)
}

function refuseNewer(done: readonly string[], known: readonly Migration[]): void {
  const foreign = done.filter((name) => !known.some((each) => each.name === name))
  if (foreign.length === 0) return
  const message = `The database was migrated by a newer version (${foreign.join(', ')}). Start that version, or restore a backup of before.`
  throw new Fault('SCHEMA_NEWER', message, 'halt')
}

/**
 * The engine holds a lock of its own as long as its connections live: they end with it. It is loaded only here, because
 * it is large, and keeps its process alive for ten seconds.
 */
async function applyMigrations(
  databaseUrl: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const pool = new Pool({ connectionString: databaseUrl })
  const faults: unknown[] = []
  const onFault = (fault: unknown) => faults.push(fault)
  const factory = createAtomicAdapter({ pool, migrations, onFault })
  const schema = await readFile(join(PRISMA_DIR, 'schema.prisma'), 'utf8')
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  try {
    using engine = await SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    )
    return (await engine.applyMigrations(listOf(migrations))).appliedMigrationNames
  } catch (error) {
    const [cause = error] = faults
    const message = `The database could not be migrated; it is as it was before. ${String(cause)}`
    throw new Fault('MIGRATION_FAILED', message, 'halt', { cause })
  } finally {
    await pool.end()
  }
}

function listOf(migrations: readonly Migration[]): ApplyMigrationsInput {
  return {
    migrationsList: {
      baseDir: PRISMA_DIR,
      shadowDbInitScript: '',
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      migrationDirectories: migrations.map(({ name, script }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  }
}
