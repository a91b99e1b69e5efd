import { learntLimit, type LearntLimit } from '@surefoot/shared/messages'
import type { LearntLimit as StoredLimit } from '../generated/client.ts'

/** A limit as the messages carry it. */
export function readLimit(row: StoredLimit): LearntLimit {
  return learntLimit.parse({
    ...row,
    stake: row.stake.toFixed(2),
    asked: row.asked.toFixed(2),
    since: row.since.toISOString(),
  })
}
