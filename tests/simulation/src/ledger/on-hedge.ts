import { refuseStep } from '@surefoot/audit'
import { ok, refuse, type ExecutionRecord, type ledgerHedge, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import { authorizeLegs, changeRow, findRecord } from './records.ts'
import { instant, type LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerHedge.body>

export function onHedge(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerHedge.reply> {
  const { executionId, step, details, leg } = ask
  const record = findRecord(ledger, executionId)
  if (record === undefined) return refuse('NOT_FOUND', `There is no execution ${executionId}.`)
  if (record.hedgeEvents.some((event) => event.step === step))
    return ok({ ...record, created: false })
  const refusal = refuseStep(record, ask)
  if (refusal !== undefined) return refusal
  writeStep(ledger, record, ask)
  if (step === 'escalated') haltForPerson(ledger, record)
  const link = leg === undefined ? details : { ...details, leg }
  appendLink(ledger, { kind: `hedge.${step}`, executionId, details: link })
  return ok({ ...(findRecord(ledger, executionId) ?? record), created: true })
}

function writeStep(
  ledger: LedgerModel,
  { execution: { id: auditId, matchId }, hedgeEvents }: ExecutionRecord,
  { step, details, leg }: Ask,
): void {
  const event = { id: ledger.newId(), timestamp: instant(ledger.nowMs()), auditId, step, details }
  changeRow(ledger, auditId, { hedge: step }, { hedgeEvents: [...hedgeEvents, event] })
  if (step === 'triggered') changeRow(ledger, auditId, { hedge_triggered: true })
  if (leg !== undefined) authorizeLegs(ledger, matchId, [leg])
}

function haltForPerson(ledger: LedgerModel, { execution: { id, deskId } }: ExecutionRecord): void {
  const reason = `Execution ${id} is left with a leg that is not covered. Look at its bets and decide.`
  haltDesk(ledger, { deskId, executionId: id, reason, trading: 'HALT_NEW' })
}
