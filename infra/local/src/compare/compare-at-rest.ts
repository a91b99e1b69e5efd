import { readKeptBets } from '@surefoot/sandbox'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { compareBooks, type Difference } from '../compare-books.ts'
import { describeDropped } from './dropped-messages.ts'
import { readLedger } from './read-ledger.ts'
import { acceptedLegs, countRecords, readSecondsToRunning, type Figures } from './records.ts'

/** Where ledger and books are when nothing works on them any more. */
export interface AtRest {
  readonly databaseUrl: string
  readonly booksFile: string
}

export interface Comparison extends Figures {
  readonly secondsToRunning: number | null
  /** Everything since then was compared: also what an earlier run, that was killed, had left. */
  readonly comparedSince: string
  readonly bets: { readonly ledger: number; readonly books: number }
  readonly differences: Difference[]
  /** Explained in docs/report.md. */
  readonly droppedMessages: string[]
}

const HOUSES = ['north', 'south']

/**
 * Hold the ledger against the bookmakers' books, both read from where they are kept, so that no service needs to live.
 * What agrees and is closed is not compared again by the next run. Throws when one of them cannot be read.
 */
export async function compareAtRest(
  { databaseUrl, booksFile }: AtRest,
  { dir, startedAt }: { readonly dir: string; readonly startedAt: Date },
): Promise<Comparison> {
  const now = new Date()
  const since = await readComparedUntil(dir)
  const { records, transitions, dropped } = await readLedger(databaseUrl, {
    since,
    providers: HOUSES,
  })
  const bets = readKeptBets(booksFile).filter(({ placedAt }) => placedAt >= since.toISOString())
  const differences = compareBooks(records, bets)
  const figures = countRecords(
    records.filter(({ execution }) => execution.timestamp >= startedAt.toISOString()),
  )
  // An earlier run's too: nobody else watches it any more.
  const { stillOpen } = countRecords(records)
  if (differences.length === 0 && stillOpen === 0) await keepComparedUntil(dir, now)
  return {
    ...figures,
    stillOpen,
    secondsToRunning: readSecondsToRunning(transitions, startedAt),
    comparedSince: since.toISOString(),
    bets: { ledger: acceptedLegs(records).length, books: bets.length },
    differences,
    droppedMessages: describeDropped(dropped),
  }
}

const compared = z.object({ until: z.iso.datetime() })
const fileOf = (dir: string): string => join(dir, 'run/compared.json')

/** The beginning of time when nothing was compared yet, or the file cannot be read: then everything is. */
async function readComparedUntil(dir: string): Promise<Date> {
  try {
    return new Date(compared.parse(JSON.parse(await readFile(fileOf(dir), 'utf8'))).until)
  } catch {
    return new Date(0)
  }
}

async function keepComparedUntil(dir: string, until: Date): Promise<void> {
  await mkdir(dirname(fileOf(dir)), { recursive: true })
  await writeFile(fileOf(dir), JSON.stringify({ until: until.toISOString() }))
}
