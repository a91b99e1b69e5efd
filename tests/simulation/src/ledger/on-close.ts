import { decideClose, decideProfit, endOf, haveFallenShort, LOOKED_AT } from '@surefoot/audit'
import { reasonOfFailure } from '@surefoot/execution-rules'
import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { ok, refuse, type ledgerClose, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import { changeRow, findRecord } from './records.ts'
import { deskOf, instant, legsOf, type LedgerModel } from './state.ts'

export function onClose(
  ledger: LedgerModel,
  { executionId, errorMessage }: z.output<typeof ledgerClose.body>,
): Reply<typeof ledgerClose.reply> {
  const record = findRecord(ledger, executionId)
  if (record === undefined) return refuse('NOT_FOUND', `There is no execution ${executionId}.`)
  if (record.execution.closedAt !== null) return ok(record)
  const final = decideClose(record)
  if (typeof final === 'object') return final
  const message = final === 'success' ? errorMessage : (errorMessage ?? reasonOfFailure(record))
  const closedAt = instant(ledger.nowMs())
  changeRow(ledger, executionId, { final_status: final, error_message: message, closedAt })
  const details = { finalStatus: final, errorMessage: message }
  appendLink(ledger, { kind: 'execution.closed', executionId, details })
  bookProfit(ledger, executionId)
  haltAfterFailures(ledger, record.execution.deskId, executionId)
  return ok(findRecord(ledger, executionId) ?? record)
}

/** Books what a closed execution won or lost, once each of its bets is settled, and again when one was corrected. */
export function bookProfit(ledger: LedgerModel, executionId: string): void {
  const execution = ledger.state.executions.get(executionId)
  if (execution === undefined) return
  const legs = legsOf(ledger, executionId).map(({ leg, acceptedStake }) => {
    const { state, settlement } = leg
    return { state, settlement, acceptedStake }
  })
  const { closedAt, profit: before } = execution.row
  const profitMinor = decideProfit({ closedAt, profit: null }, legs)
  if (profitMinor === null || (before !== null && toMinor(before) === profitMinor)) return
  const profit = fromMinor(profitMinor)
  const bookedAtMs = execution.bookedAtMs ?? ledger.nowMs()
  changeRow(ledger, executionId, { profit }, { bookedAtMs })
  const details = before === null ? { profit } : { profit, corrects: before }
  appendLink(ledger, { kind: 'execution.booked', executionId, details })
  const isWorse = before === null ? profitMinor < 0 : profitMinor < Math.min(0, toMinor(before))
  if (isWorse) haltForDayLoss(ledger, execution.row.deskId, executionId)
}

/** Only what was booked today, on the desk's present venue, counts; and only if the loss in question does. */
function haltForDayLoss(ledger: LedgerModel, deskId: string, executionId: string): void {
  const { venue } = deskOf(ledger, deskId).control
  const day = instant(ledger.nowMs()).slice(0, 10)
  const today = [...ledger.state.executions.values()].filter(
    ({ row, bookedAtMs }) =>
      row.deskId === deskId &&
      row.venue === venue &&
      bookedAtMs !== null &&
      instant(bookedAtMs) >= day,
  )
  if (!today.some(({ row }) => row.id === executionId)) return
  const sumMinor = today.reduce((sum, { row }) => sum + toMinor(row.profit ?? '0'), 0)
  if (sumMinor > -ledger.maxDayLossMinor) return
  const reason = `The desk has lost ${fromMinor(-sumMinor)} today (UTC).`
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_NEW' })
}

function haltAfterFailures(ledger: LedgerModel, deskId: string, executionId: string): void {
  const { runAtMs } = deskOf(ledger, deskId)
  const last = [...ledger.state.executions.values()]
    .filter(
      ({ row }) =>
        row.deskId === deskId &&
        row.closedAt !== null &&
        Date.parse(row.closedAt) >= (runAtMs ?? 0) &&
        legsOf(ledger, row.id).some(({ leg }) => leg.armedAt !== null),
    )
    .toSorted((one, other) => (other.row.closedAt ?? '').localeCompare(one.row.closedAt ?? ''))
    .slice(0, LOOKED_AT)
    .flatMap(({ row }) => findRecord(ledger, row.id) ?? [])
  const verdict = haveFallenShort(last.map(endOf))
  if (verdict === undefined) return
  const reason = `The last executions: ${verdict}.`
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_NEW' })
}
