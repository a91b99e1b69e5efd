import { describeExposed, EXPOSED_AGAIN } from '@surefoot/audit'
import { isExposedAgain, latestHedge } from '@surefoot/execution-rules'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import { writeStep } from './on-hedge.ts'
import { findRecord } from './records.ts'
import type { LedgerModel } from './state.ts'

/** What remains of a closed execution when one of its bets was voided is an operator's at once. */
export function escalateExposed(ledger: LedgerModel, executionId: string): void {
  const record = findRecord(ledger, executionId)
  if (record === undefined || !isExposedAgain(record)) return
  const message = describeExposed(record)
  const details = { code: EXPOSED_AGAIN, message, reason: message }
  const legId = latestHedge(record)?.legId ?? null
  writeStep(ledger, record, { executionId, step: 'escalated', details, ...(legId && { legId }) })
  const { deskId } = record.execution
  haltDesk(ledger, { deskId, executionId, reason: message, trading: 'HALT_NEW' })
  appendLink(ledger, { kind: 'hedge.escalated', executionId, details: { ...details, legId } })
}
