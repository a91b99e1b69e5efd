/**
 * `verify-audit`: whether the ledger at DATABASE_URL is what its audit chain has, and the chain what was anchored in ANCHORS_DIR.
 * Prints a verdict. Exits 0 if records, chain and anchors agree; 1 if something differs; 2 if nothing was found to differ, but
 * the chain could not be compared with anchors: then it is not known whether all of it was made again. It reads one snapshot
 * and changes nothing, so the service may go on.
 */
import { cleanForTerminal } from '@surefoot/shared/messages'
import { createLogger, readConfig } from '@surefoot/shared/runtime'
import { notKnown, verifyAnchors, type AnchorVerdict } from './anchor/verify-anchors.ts'
import { readLength, verifyChain } from './chain/verify-chain.ts'
import { countUncovered, OPPORTUNITY_COLUMNS } from './chain/verify-columns.ts'
import { verifyFunctions } from './chain/verify-functions.ts'
import { verifyRecords } from './chain/verify-records.ts'
import { anchorEnvironment, databaseEnvironment } from './config.ts'
import { openDatabase, type Reader } from './database/open-database.ts'

/** A ledger of years takes minutes. */
const PATIENCE_MS = 3_600_000
/** More say no more. */
const SHOWN = 50

const environment = databaseEnvironment.extend(anchorEnvironment.shape)

async function verifyAudit(): Promise<0 | 1 | 2> {
  const { DATABASE_URL, ANCHORS_DIR: dir, ANCHOR_KEY: pem } = readConfig(environment, process.env)
  const logger = createLogger('verify-audit', 'error')
  await using database = await openDatabase(DATABASE_URL, logger, PATIENCE_MS)
  const found = await database.$transaction(
    async (tx) => ({
      ...(await verifyLedger(tx)),
      anchored:
        dir === undefined
          ? notKnown('ANCHORS_DIR is not set')
          : await verifyAnchors(tx, { dir, pem }),
    }),
    { isolationLevel: 'RepeatableRead', timeout: PATIENCE_MS },
  )
  report(found)
  reportAnchors(found.anchored)
  const { chain, disagreements, anchored } = found
  const isSound =
    chain.brokenAt === null && disagreements.length === 0 && anchored.faults.length === 0
  if (!isSound) return 1
  return anchored.unknown === null ? 0 : 2
}

async function verifyLedger(tx: Reader) {
  return {
    chain: await verifyChain(tx),
    length: await readLength(tx),
    disagreements: [...(await verifyRecords(tx)), ...(await verifyFunctions(tx))],
    uncovered: await countUncovered(tx),
  }
}

function report({
  chain,
  length,
  disagreements,
  uncovered,
}: Awaited<ReturnType<typeof verifyLedger>>): void {
  for (const { subject, message, place } of disagreements.slice(0, SHOWN))
    say(`${subject}: ${message} (${place})`)
  if (chain.brokenAt === null) say(`The audit chain is intact: ${length} links.`)
  else say(`The audit chain is broken at link ${chain.brokenAt}.`)
  if (uncovered > 0)
    say(
      `Not covered in ${uncovered} executions, which were opened before links held them (migration 20261130010000 and earlier): ${OPPORTUNITY_COLUMNS.join(', ')}.`,
    )
  if (disagreements.length === 0) say('Every record is as its links say.')
  else say(`${disagreements.length} records are not as their links say.`)
}

function reportAnchors({ compared, faults, unknown }: AnchorVerdict): void {
  for (const fault of faults.slice(0, SHOWN)) say(fault)
  if (faults.length > 0)
    say(`The audit chain differs from ${faults.length} of ${compared} anchors.`)
  else if (compared > 0) say(`The audit chain agrees with ${compared} anchors.`)
  if (unknown !== null) say(unknown)
}

function say(line: string): void {
  process.stdout.write(`${cleanForTerminal(line)}\n`)
}

try {
  process.exitCode = await verifyAudit()
} catch (error) {
  say(`The ledger could not be read. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
