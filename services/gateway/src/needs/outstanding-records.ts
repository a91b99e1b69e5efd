import type { ExecutionRecord } from '@surefoot/shared/messages'
import type { Exposures } from '../desk.ts'
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
 * Finds exposed bets among all that is outstanding, however long ago they were placed. A closed execution whose bets cover
 * each other stays so while they are outstanding with the same stakes: until one of them ends it is not read again, and what
 * was read before a failure is not either.
 */
export function createOutstandingRecords(readRecord: ReadRecord): OutstandingRecords {
  /** By execution, what it had outstanding when it was read. */
  const covered = new Map<string, string>()
  return {
    read: async (open, exposure) => {
      const outstanding = outstandingOf(exposure)
      for (const id of covered.keys()) if (!outstanding.has(id)) covered.delete(id)
      const isOpen = new Set(open.map(({ execution }) => execution.id))
      const unread = [...outstanding].filter(
        ([id, stakes]) => !isOpen.has(id) && covered.get(id) !== stakes,
      )
      const exposed: ExecutionRecord[] = []
      for (let from = 0; from < unread.length; from += AT_A_TIME) {
        const page = unread.slice(from, from + AT_A_TIME)
        const closed = await Promise.all(page.map(([id]) => readRecord(id)))
        for (const record of closed) {
          const { id } = record.execution
          if (unhedgedMinor(record) > 0) exposed.push(record)
          else covered.set(id, outstanding.get(id) ?? '')
        }
      }
      return [...open, ...exposed]
    },
  }
}

/** The stakes that each execution has outstanding: they change when one of its bets ends. */
function outstandingOf({ A, B }: Exposures): Map<string, string> {
  const stakes = new Map<string, string>()
  for (const [account, { executions }] of Object.entries({ A, B }))
    for (const { executionId, stake } of executions)
      stakes.set(executionId, `${stakes.get(executionId) ?? ''} ${account} ${stake}`)
  return stakes
}
