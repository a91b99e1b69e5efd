import type { LedgerClock } from '@surefoot/shared/runtime'
import { z } from 'zod'
import type { Reader } from './open-database.ts'

const row = z.tuple([z.object({ now: z.date() })])

/** The database's present instant. Not the transaction's start, which may be long ago where a lock was waited for. */
export async function readClock(reader: Reader): Promise<Date> {
  const [{ now }] = row.parse(await reader.$queryRaw`SELECT clock_timestamp() AS now`)
  return now
}

/** A `Date` has whole milliseconds. */
const CUT_OFF_MS = 1

/** Reads the database's clock for whoever asks this process: every reply of the ledger's states it. */
export async function noteClock(reader: Reader, clock: LedgerClock): Promise<void> {
  const note = clock.begin()
  const now = await readClock(reader)
  note({ ledgerMs: now.getTime(), errorMs: CUT_OFF_MS })
}
