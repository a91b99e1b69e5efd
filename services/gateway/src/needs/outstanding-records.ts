import type { ExecutionRecord } from '@surefoot/shared'
import type { Exposures } from '../desk-view.ts'
import { unhedgedMinor } from './unhedged.ts'

/** Throws NoReply. */
export type ReadRecord = (executionId: string) => Promise<ExecutionRecord>

export interface OutstandingRecords {
  /** The executions that a person may have to look at: those that are open, and those closed with a bet that stands alone. */
  readonly read: (
    open: readonly ExecutionRecord[],
    exposure: Exposures,
  ) => Promise<ExecutionRecord[]>
}

/** So many are asked for at a time: after a day without settlement there may be thousands. */
const AT_A_TIME = 20

/**
 * Finds lone bets among all that is outstanding, however long ago they were placed. A closed execution whose bets cover
 * each other stays so: it is read once, and what was read before a failure is not read again.
 */
export function createOutstandingRecords(readRecord: ReadRecord): OutstandingRecords {
  const covered = new Set<string>()
  return {
    read: async (open, exposure) => {
      const outstanding = outstandingIds(exposure)
      for (const id of covered) if (!outstanding.has(id)) covered.delete(id)
      const isOpen = new Set(open.map(({ execution }) => execution.id))
      const unread = [...outstanding].filter((id) => !isOpen.has(id) && !covered.has(id))
      const lone: ExecutionRecord[] = []
      for (let from = 0; from < unread.length; from += AT_A_TIME) {
        const closed = await Promise.all(unread.slice(from, from + AT_A_TIME).map(readRecord))
        for (const record of closed)
          if (unhedgedMinor(record) > 0) lone.push(record)
          else covered.add(record.execution.id)
      }
      return [...open, ...lone]
    },
  }
}

function outstandingIds({ A, B }: Exposures): Set<string> {
  return new Set([...A.executions, ...B.executions].map(({ executionId }) => executionId))
}
