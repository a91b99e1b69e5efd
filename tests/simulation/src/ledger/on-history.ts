import {
  ok,
  refuse,
  type ledgerExecution,
  type ledgerExecutions,
  type ledgerUnfinished,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { findRecord } from './records.ts'
import { instant, type LedgerModel } from './state.ts'

export function onExecution(
  ledger: LedgerModel,
  { executionId }: z.output<typeof ledgerExecution.body>,
): Reply<typeof ledgerExecution.reply> {
  const record = findRecord(ledger, executionId)
  return record === undefined
    ? refuse('NOT_FOUND', `There is no execution ${executionId}.`)
    : ok(record)
}

/** Newest first. */
export function onExecutions(
  { state }: LedgerModel,
  { deskId, limit, before, finalStatus }: z.output<typeof ledgerExecutions.body>,
): Reply<typeof ledgerExecutions.reply> {
  const rows = [...state.executions.values()]
    .map(({ row }) => row)
    .filter(
      (row) =>
        row.deskId === deskId &&
        (before === undefined || row.timestamp < before) &&
        (finalStatus === undefined || row.final_status === finalStatus),
    )
  return ok({ executions: rows.toReversed().slice(0, limit), next: null })
}

/** Oldest first. */
export function onUnfinished(
  ledger: LedgerModel,
  { deskId, isTriggered }: z.output<typeof ledgerUnfinished.body>,
): Reply<typeof ledgerUnfinished.reply> {
  const open = [...ledger.state.executions.values()].filter(
    ({ row }) =>
      row.closedAt === null &&
      (deskId === undefined || row.deskId === deskId) &&
      (isTriggered === undefined || row.hedge_triggered),
  )
  const executions = open.flatMap(({ row }) => findRecord(ledger, row.id) ?? [])
  return ok({ executions, now: instant(ledger.nowMs()), next: null })
}
