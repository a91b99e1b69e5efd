import { z } from 'zod'
import type { Reader } from './open-database.ts'

const row = z.tuple([z.object({ now: z.date() })])

/** The database's present instant. Not the transaction's start, which may be long ago where a lock was waited for. */
export async function readClock(reader: Reader): Promise<Date> {
  const [{ now }] = row.parse(await reader.$queryRaw`SELECT clock_timestamp() AS now`)
  return now
}
