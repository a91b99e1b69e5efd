/**
 * Owns the way of a backup into an empty database.
 * 1. The file is read to its end and found whole before the database is touched.
 * 2. Only a database without anything in it is taken, and a mark keeps every service off it until the end.
 * 3. The rows come into the schema they are of; then the schema is brought to this version's.
 * 4. It is let go only if its audit chain verifies, ends where the backup's did, and agrees with every record.
 * A restore that fails leaves the mark: the database is dropped, never mended.
 */
import { createLogger } from '@surefoot/shared/runtime'
import { readLength, verifyChain } from '../chain/verify-chain.ts'
import { verifyRecords } from '../chain/verify-records.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase, type Database } from '../database/open-database.ts'
import { readMigrations } from '../database/read-migrations.ts'
import type { Header } from './header.ts'
import { loadTables } from './load-tables.ts'
import { checkBackup } from './read-backup.ts'
import { reopenLedger } from './reopen-ledger.ts'
import { takeEmptyDatabase } from './take-empty-database.ts'

/** A ledger of years takes minutes. */
const PATIENCE_MS = 3_600_000

/** As the owner of the database. Answers what was restored; throws, with a sentence for the operator, if it was not. */
export async function restoreLedger(databaseUrl: string, file: string): Promise<Header> {
  const head = await checkBackup(file)
  await refuseNewer(head)
  await takeEmptyDatabase(databaseUrl)
  const through = head.migrations.toSorted().at(-1)
  await migrate(databaseUrl, { isRestore: true, ...(through === undefined ? {} : { through }) })
  await loadTables(databaseUrl, { file, head })
  await using database = await openDatabase(
    databaseUrl,
    createLogger('restore', 'error'),
    PATIENCE_MS,
  )
  // Before the migrations, which may append links: they seal what an earlier version did not.
  await refuseOtherEnd(database, head)
  await migrate(databaseUrl, { isRestore: true })
  await refuseUnsound(database)
  await reopenLedger(database, head)
  return head
}

async function refuseNewer({ migrations }: Header): Promise<void> {
  const known = new Set((await readMigrations()).map(({ name }) => name))
  const foreign = migrations.filter((name) => !known.has(name))
  if (foreign.length === 0) return
  throw new Error(
    `The backup is of a newer version (${foreign.join(', ')}). Restore it with that version.`,
  )
}

async function refuseOtherEnd(database: Database, { chain }: Header): Promise<void> {
  const length = await readLength(database)
  if (length !== chain.sequence)
    throw new Error(`The audit chain ends at link ${length}, the backup's at ${chain.sequence}.`)
}

async function refuseUnsound(database: Database): Promise<void> {
  const { brokenAt } = await verifyChain(database)
  if (brokenAt !== null)
    throw new Error(`The backup's audit chain is broken at link ${brokenAt}: restore an older one.`)
  const disagreements = await verifyRecords(database)
  if (disagreements.length === 0) return
  const told = disagreements.slice(0, 10).map(({ subject, message }) => `${subject}: ${message}`)
  throw new Error(
    `${disagreements.length} records are not as the audit chain says; restore an older backup. ${told.join('; ')}`,
  )
}
