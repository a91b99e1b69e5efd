/**
 * `verify-audit`: whether the ledger at DATABASE_URL is what its audit chain says. Prints a verdict; exits 0 if chain and
 * records agree, else 1. It reads one snapshot and changes nothing, so the service may go on.
 */
import { cleanForTerminal } from '@surefoot/shared/messages'
import { createLogger, readConfig } from '@surefoot/shared/runtime'
import { readLength, verifyChain } from './chain/verify-chain.ts'
import { countUncovered, OPPORTUNITY_COLUMNS } from './chain/verify-columns.ts'
import { verifyRecords } from './chain/verify-records.ts'
import { databaseEnvironment } from './config.ts'
import { openDatabase } from './database/open-database.ts'

/** A ledger of years takes minutes. */
const PATIENCE_MS = 3_600_000
/** More say no more. */
const SHOWN = 50

async function verifyAudit(): Promise<boolean> {
  const { DATABASE_URL } = readConfig(databaseEnvironment, process.env)
  const logger = createLogger('verify-audit', 'error')
  await using database = await openDatabase(DATABASE_URL, logger, PATIENCE_MS)
  const { chain, length, disagreements, uncovered } = await database.$transaction(
    async (tx) => ({
      chain: await verifyChain(tx),
      length: await readLength(tx),
      disagreements: await verifyRecords(tx),
      uncovered: await countUncovered(tx),
    }),
    { isolationLevel: 'RepeatableRead', timeout: PATIENCE_MS },
  )
  for (const { subject, message } of disagreements.slice(0, SHOWN)) say(`${subject}: ${message}`)
  if (chain.brokenAt === null) say(`The audit chain is intact: ${length} links.`)
  else say(`The audit chain is broken at link ${chain.brokenAt}.`)
  if (uncovered > 0)
    say(
      `Not covered in ${uncovered} executions, which were opened before links held them (migration 20261130010000 and earlier): ${OPPORTUNITY_COLUMNS.join(', ')}.`,
    )
  if (disagreements.length === 0) say('Every record is as its links say.')
  else say(`${disagreements.length} records are not as their links say.`)
  return chain.brokenAt === null && disagreements.length === 0
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  process.exitCode = (await verifyAudit()) ? 0 : 1
} catch (error) {
  say(`The ledger could not be read. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
