/**
 * `retention --older-than 400d [--check]`: deletes from the ledger at MIGRATION_DATABASE_URL, or DATABASE_URL, what may
 * be deleted, while it serves. `--check` only counts.
 */
import { cleanForTerminal } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { parseArgs } from 'node:util'
import { readOwnerUrl } from './backup/owner-url.ts'
import { readClock } from './database/clock.ts'
import { openDatabase } from './database/open-database.ts'
import { applyRetention } from './retention/apply-retention.ts'

/** A month of log is read back when something is looked into. */
const LEAST_DAYS = 30
const DAY_MS = 86_400_000
const PATIENCE_MS = 600_000

function readDays(text = ''): number {
  const [, digits] = /^(\d{1,5})d$/.exec(text) ?? []
  const days = Number(digits)
  if (days >= LEAST_DAYS) return days
  throw new Error(`Say how old: --older-than 400d; ${LEAST_DAYS}d is the least.`)
}

async function retain(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { 'older-than': { type: 'string' }, check: { type: 'boolean', default: false } },
  })
  const days = readDays(values['older-than'])
  const logger = createLogger('retention', 'error')
  await using database = await openDatabase(readOwnerUrl(), logger, PATIENCE_MS)
  // Its instants are the database's, so its age is counted by that clock.
  const before = new Date((await readClock(database)).getTime() - days * DAY_MS)
  const { deleted } = await applyRetention(database, before, { isCheck: values.check })
  for (const [table, count] of Object.entries(deleted))
    say(`${values.check ? 'Would delete' : 'Deleted'} ${count} rows of ${table}.`)
  say(
    `All of it is from before ${before.toISOString()}. Executions and the audit chain stay whole.`,
  )
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  await retain(process.argv.slice(2))
} catch (error) {
  say(`Nothing was deleted. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
