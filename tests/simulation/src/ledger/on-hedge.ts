import { isReopening, isStepWritten, refuseStep, stepOf } from '@surefoot/audit'
import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerHedge,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import { authorizeLegs, changeRow, findRecord } from './records.ts'
import { instant, type LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerHedge.body>

export function onHedge(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerHedge.reply> {
  const { executionId, step, leg } = ask
  const record = findRecord(ledger, executionId)
  if (record === undefined) return refuse('NOT_FOUND', `There is no execution ${executionId}.`)
  if (isStepWritten(record, ask)) return ok({ ...record, created: false })
  const refusal = refuseStep(record, ask) ?? refuseToReopen(ledger, record, ask)
  if (refusal !== undefined) return refusal
  const { details, legId } = writeStep(ledger, record, ask)
  if (step === 'escalated') haltForPerson(ledger, record)
  if (isReopening(record, ask)) reopen(ledger, executionId, details)
  const link = { ...details, legId, ...(leg === undefined ? {} : { leg }) }
  appendLink(ledger, { kind: `hedge.${step}`, executionId, details: link })
  return ok({ ...(findRecord(ledger, executionId) ?? record), created: true })
}

export function writeStep(
  ledger: LedgerModel,
  record: ExecutionRecord,
  ask: Ask,
): ReturnType<typeof stepOf> {
  const { execution, hedgeEvents } = record
  const { step, leg } = ask
  const written = stepOf(record, ask)
  const event = { id: ledger.newId(), timestamp: instant(ledger.nowMs()), ...written }
  changeRow(ledger, execution.id, { hedge: step }, { hedgeEvents: [...hedgeEvents, event] })
  if (step === 'triggered') changeRow(ledger, execution.id, { hedge_triggered: true })
  if (leg !== undefined) authorizeLegs(ledger, execution.matchId, [leg])
  return written
}

function refuseToReopen(
  { state }: LedgerModel,
  record: ExecutionRecord,
  ask: Ask,
): Reply<typeof ledgerHedge.reply> | undefined {
  if (!isReopening(record, ask)) return undefined
  const { deskId, matchId } = record.execution
  const isOnEvent = (executionId: string): boolean =>
    record.legs.some((own) =>
      [...state.legs.values()].some(
        ({ leg }) =>
          leg.executionId === executionId &&
          leg.account === own.account &&
          leg.providerId === own.providerId &&
          leg.eventId === own.eventId,
      ),
    )
  const other = [...state.executions.values()].find(
    ({ row }) =>
      row.deskId === deskId &&
      row.closedAt === null &&
      (row.matchId === matchId || isOnEvent(row.id)),
  )
  if (other === undefined) return undefined
  return refuse('MATCH_BUSY', `Another execution of ${matchId} is open: wait until it is closed.`)
}

function reopen(
  ledger: LedgerModel,
  executionId: string,
  { by }: Readonly<Record<string, unknown>>,
): void {
  const open = { closedAt: null, final_status: null, error_message: null }
  changeRow(ledger, executionId, { ...open, hedge_triggered: true })
  appendLink(ledger, { kind: 'execution.reopened', executionId, details: { by } })
}

function haltForPerson(ledger: LedgerModel, { execution: { id, deskId } }: ExecutionRecord): void {
  const reason = `Execution ${id} is left with a leg that is not covered. Look at its bets and decide.`
  haltDesk(ledger, { deskId, executionId: id, reason, trading: 'HALT_NEW' })
}
