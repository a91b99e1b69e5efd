import { ok, refuse, type ledgerClose, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockExecution } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { decideClose, reasonOfFailure } from './decide-close.ts'
import { findRecord } from './rows.ts'

/** Completes the audit row from its legs and frees the match for the next execution. */
export async function onClose(
  { database }: Ledger,
  { executionId, errorMessage }: z.output<typeof ledgerClose.body>,
): Promise<Reply<typeof ledgerClose.reply>> {
  return transact(database, async (tx) => {
    await lockExecution(tx, executionId)
    const record = await findRecord(tx, executionId)
    if (record === undefined) return refuse('NOT_FOUND', `There is no execution ${executionId}.`)
    if (record.execution.closedAt !== null) return ok(record)
    const final = decideClose(record)
    if (typeof final === 'object') return final
    const message = final === 'success' ? errorMessage : (errorMessage ?? reasonOfFailure(record))
    const closedAt = await readClock(tx)
    await tx.execution.update({
      where: { id: executionId },
      data: { finalStatus: final, errorMessage: message, closedAt },
    })
    const details = { finalStatus: final, errorMessage: message }
    await appendLink(tx, { kind: 'execution.closed', executionId, details })
    const execution = {
      ...record.execution,
      final_status: final,
      error_message: message,
      closedAt: closedAt.toISOString(),
    }
    return ok({ ...record, execution })
  })
}
