import { decideClose, decideProfit, reasonOfFailure } from '@surefoot/audit'
import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { ok, refuse, type ledgerClose, type Reply } from '@surefoot/shared'
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

/** Books what a closed execution won or lost, once each of its bets is settled. */
export function bookProfit(ledger: LedgerModel, executionId: string): void {
  const execution = ledger.state.executions.get(executionId)
  if (execution === undefined) return
  const legs = legsOf(ledger, executionId).map(({ leg, acceptedStake }) => {
    const { state, settlement } = leg
    return { state, settlement, acceptedStake }
  })
  const profitMinor = decideProfit(execution.row, legs)
  if (profitMinor === null) return
  const profit = fromMinor(profitMinor)
  changeRow(ledger, executionId, { profit }, { bookedAtMs: ledger.nowMs() })
  appendLink(ledger, { kind: 'execution.booked', executionId, details: { profit } })
  if (profitMinor < 0) haltForDayLoss(ledger, execution.row.deskId, executionId)
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

/** One failure is a moved price, two are bad luck. */
const IN_A_ROW = 3

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
    .toSorted((one, other) => (one.row.closedAt ?? '').localeCompare(other.row.closedAt ?? ''))
    .slice(-IN_A_ROW)
  if (last.length < IN_A_ROW || last.some(({ row }) => row.final_status !== 'failed')) return
  const reason = `The last three executions failed: ${last.map(({ row }) => row.id).join(', ')}.`
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_NEW' })
}
