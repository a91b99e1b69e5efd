import { finalStatusOf, isBelowPlan } from '@surefoot/execution-rules'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { haveFallenShort, LOOKED_AT, type Ended } from '../desk/decide-halt.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import { findLatestClosed } from './rows.ts'

/**
 * After an execution was closed: halts the desk, which the caller has locked, if the last ones failed or fell short in a
 * row. Counted are those that closed since a person last set RUN and of which a leg was armed: one that was refused before
 * risked nothing.
 */
export async function haltAfterFailures(
  tx: Transaction,
  record: ExecutionRecord,
): Promise<ControlChange | undefined> {
  const { deskId, id: executionId } = record.execution
  if (finalStatusOf(record) === 'success' && !endOf(record).isBelowPlan) return undefined
  const desk = await tx.desk.findUniqueOrThrow({ where: { id: deskId } })
  const closedFrom = desk.runAt ?? new Date(0)
  const last = await findLatestClosed(tx, { deskId, closedFrom, take: LOOKED_AT })
  const verdict = haveFallenShort(last.map(endOf))
  if (verdict === undefined) return undefined
  const ids = last.map(({ execution: { id } }) => id).join(', ')
  const [code, what] =
    verdict === 'failed'
      ? ['FAILURES_IN_A_ROW', 'failed in a row']
      : ['BELOW_PLAN_IN_A_ROW', 'won less in a row than was planned']
  return haltDesk(tx, {
    deskId,
    executionId,
    code,
    reason: `The last executions ${what}: ${ids}. Find out why, then press Run.`,
    trading: 'HALT_NEW',
    cause: desk.runAt?.toISOString() ?? 'start',
  })
}

/** How a closed execution ended, for the count of those that fell short. */
export function endOf(record: ExecutionRecord): Ended {
  const { final_status: status, expectedProfit } = record.execution
  return { isFailed: status === 'failed', isBelowPlan: isBelowPlan(record, expectedProfit) }
}
