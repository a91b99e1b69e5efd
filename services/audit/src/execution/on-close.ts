import { reasonOfFailure } from '@surefoot/execution-rules'
import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerClose,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import type { Ledger } from '../ports.ts'
import { bookProfit } from '../settlement/book-profit.ts'
import { decideClose } from './decide-close.ts'
import { haltAfterFailures } from './halt-after-failures.ts'
import { findRecord } from './rows.ts'

type Ask = z.output<typeof ledgerClose.body>

interface Closed {
  readonly reply: Reply<typeof ledgerClose.reply>
  /** Its desk, as often as this halted it. */
  readonly halted: readonly ControlChange[]
  /** How it ended, if this closed it. */
  readonly result?: 'success' | 'failed'
}

/**
 * Completes the audit row from its legs and frees the match for the next execution. Books the profit if every bet was
 * settled before, and halts the desk if too many have failed.
 */
export async function onClose(ledger: Ledger, ask: Ask): Promise<Reply<typeof ledgerClose.reply>> {
  const { reply, halted, result } = await transact(ledger.database, (tx) => close(tx, ledger, ask))
  if (result !== undefined) METRICS.executions.add({ result })
  for (const change of halted) announceControl(ledger, change)
  return reply
}

async function close(tx: Transaction, ledger: Ledger, ask: Ask): Promise<Closed> {
  const { executionId } = ask
  const closedAt = await lockExecution(tx, executionId, { withDesk: true })
  const record = await findRecord(tx, executionId)
  if (record === undefined)
    return unhalted(refuse('NOT_FOUND', `There is no execution ${executionId}.`))
  if (record.execution.closedAt !== null) return unhalted(ok(record))
  const result = await complete(tx, record, { ...ask, closedAt })
  if (typeof result === 'object') return unhalted(result)
  const changes = [await bookProfit(tx, ledger, executionId), await haltAfterFailures(tx, record)]
  const closed = (await findRecord(tx, executionId)) ?? record
  return { reply: ok(closed), halted: changes.filter((change) => change !== undefined), result }
}

function unhalted(reply: Closed['reply']): Closed {
  return { reply, halted: [] }
}

async function complete(
  tx: Transaction,
  record: ExecutionRecord,
  { executionId, errorMessage, closedAt }: Ask & { readonly closedAt: Date },
): Promise<Refusal | 'success' | 'failed'> {
  const final = decideClose(record)
  if (typeof final === 'object') return final
  const message = final === 'success' ? errorMessage : (errorMessage ?? reasonOfFailure(record))
  await tx.execution.update({
    where: { id: executionId },
    data: { finalStatus: final, errorMessage: message, closedAt },
  })
  const details = { finalStatus: final, errorMessage: message }
  await appendLink(tx, { kind: 'execution.closed', executionId, details })
  return final
}
