/**
 * Brings a database to this version's schema, with Prisma's own engine as WebAssembly: no binary is downloaded.
 * 1. One instance at a time: others wait for its session lock and then find nothing to do.
 * 2. A database with a migration that this version does not know is newer, and is refused untouched.
 * 3. A migration is done wholly or not at all: one that was cut short is done again.
 * 4. Then the service's group of roles has exactly what `prisma/grants.sql` grants.
 * 5. A database that a restore has not finished is refused: nothing is to serve half a ledger.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { ApplyMigrationsInput } from '@prisma/schema-engine-wasm'
import { Fault } from '@surefoot/shared/bus'
import { Client, Pool } from 'pg'
import { z } from 'zod'
import { createAtomicAdapter } from './atomic-adapter.ts'
import { grantRole } from './grant-role.ts'
import { PRISMA_DIR, readMigrations, type Migration } from './read-migrations.ts'

/** Any number that nothing else in the database locks. */
const LOCK = 7_346_011

/** A schema that is there while a restore is under way. Prisma's engine takes a foreign table in `public` for a fault. */
export const RESTORE_MARK = 'surefoot_restore'

export interface MigrateOptions {
  /** The last migration that is applied; left out: this version's last. */
  readonly through?: string
  /** Whether it is the restore that asks. */
  readonly isRestore?: boolean
}

/**
 * As the owner of the database: applies what is missing and answers the names.
 * Throws Fault (halt): SCHEMA_NEWER, MIGRATION_FAILED, RESTORE_UNFINISHED.
 */
export async function migrate(
  databaseUrl: string,
  { through, isRestore = false }: MigrateOptions = {},
): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await lockSchema(client)
    if (!isRestore) await refuseUnfinished(client)
    const known = await readMigrations()
    const migrations = known.filter(({ name }) => through === undefined || name <= through)
    const done = await readHistory(client)
    refuseNewer(done, known)
    const isDone = migrations.every(({ name }) => done.includes(name))
    const applied = isDone ? [] : await applyMigrations(databaseUrl, migrations)
    // The grants name tables of the whole schema.
    if (migrations.length === known.length) await grantRole(client)
    return applied
  } finally {
    await client.end()
  }
}

/** Until the client ends: who holds it is alone in changing the schema. */
export async function lockSchema(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
}

async function refuseUnfinished(client: Client): Promise<void> {
  const found = await client.query(
    `SELECT to_regnamespace('${RESTORE_MARK}') IS NOT NULL AS "isPresent"`,
  )
  if (!presence.parse(found.rows)[0].isPresent) return
  const message =
    'A restore into this database has not finished. Wait for it; if it was cut short, drop the database, create it again and restore again.'
  throw new Fault('RESTORE_UNFINISHED', message, 'halt')
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
