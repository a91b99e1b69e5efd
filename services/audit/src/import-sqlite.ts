/**
 * `import FILE [--check] [--desk main] [--source sqlite]`: takes the executions and hedge events of an earlier engine's
 * SQLite file into the ledger at DATABASE_URL, as history. Exits 0 if all of it is there, else 1 and nothing was written.
 */
import { cleanForTerminal, deskScope } from '@surefoot/shared/messages'
import { createLogger, readConfig } from '@surefoot/shared/runtime'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { databaseEnvironment } from './config.ts'
import { openDatabase, type Database } from './database/open-database.ts'
import { importHistory } from './history/import-history.ts'
import { readHistory } from './history/read-history.ts'
import { readSqlite } from './history/read-sqlite.ts'

const USAGE =
  'import FILE [--check] [--desk main] [--source NAME]: FILE is the SQLite database of the earlier engine'
const PATIENCE_MS = 600_000

const asked = z.object({
  file: z.string({ error: USAGE }),
  check: z.boolean(),
  desk: deskScope.deskId,
  source: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'give --source lower-case letters, digits and hyphens'),
})

function readAsked(args: string[]): z.output<typeof asked> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      desk: { type: 'string', default: 'main' },
      source: { type: 'string', default: 'sqlite' },
    },
  })
  return asked.parse({ ...values, file: positionals[0] })
}

async function importSqlite(args: string[]): Promise<boolean> {
  const { file, check: isCheck, desk: deskId, source } = readAsked(args)
  const { DATABASE_URL } = readConfig(databaseEnvironment, process.env)
  const { sha256, tables, unread } = readSqlite(file)
  if (unread.length > 0) say(`Not read: ${unread.join(', ')}.`)
  const { executions, faults } = readHistory(tables, deskId)
  if (faults.length > 0) return refuse(faults)
  await using database = await openDatabase(
    DATABASE_URL,
    createLogger('import', 'error'),
    PATIENCE_MS,
  )
  await refuseOlderSchema(database)
  const done = await importHistory(database, { source, deskId, sha256, executions }, { isCheck })
  if (done.faults.length > 0) return refuse(done.faults)
  const what = `${done.executions} executions and ${done.hedgeEvents} hedge events`
  say(
    `${isCheck ? 'Would import' : 'Imported'} ${what} of ${source}; ${done.known} executions were there already.`,
  )
  return true
}

function refuse(faults: readonly string[]): false {
  for (const fault of faults) say(fault)
  say(`${faults.length} faults. Nothing was imported: correct a copy of the file and import that.`)
  return false
}

const presence = z.tuple([z.object({ isPresent: z.boolean() })])

async function refuseOlderSchema(database: Database): Promise<void> {
  const found = await database.$queryRaw`
    SELECT to_regclass('history_imports') IS NOT NULL AS "isPresent"`
  if (presence.parse(found)[0].isPresent) return
  throw new Error('The ledger is of an older version: start the audit service once, it migrates.')
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  process.exitCode = (await importSqlite(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  say(`Nothing was imported. ${describe(error)}`)
  process.exitCode = 1
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.map(({ message }) => message).join('; ')
  return error instanceof Error ? error.message : String(error)
}
