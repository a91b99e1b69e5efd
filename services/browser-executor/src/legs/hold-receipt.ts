import { doubtClaim, doubtReceipt } from '@surefoot/arbitrage'
import type { LegPlan, Permit, Receipt, Slip } from '@surefoot/shared/messages'

export interface Submitted {
  readonly plan: LegPlan
  readonly permit: Permit
  readonly slip: Slip
  /** References of the account's bets that were known before the submit. */
  readonly listedBefore: ReadonlySet<string>
  /** Epoch milliseconds on the ledger's clock, before the click. */
  readonly submittedAtMs: number
}

/**
 * A provider's answer as the receipt of the permitted leg; UNKNOWN, with the raw answer kept and a code, if it claims what
 * the permit does not allow.
 */
export function holdReceipt(receipt: Receipt, submitted: Submitted): Receipt {
  if (receipt.state !== 'ACCEPTED' && receipt.state !== 'PENDING') return receipt
  const { plan, permit, slip, listedBefore, submittedAtMs } = submitted
  const doubt = doubtClaim(receipt, {
    selectionId: permit.selectionId,
    eventId: plan.eventId,
    stake: permit.stake,
    leastOdds: permit.leastOdds,
    shownOdds: slip.odds,
    listedBefore,
    notBeforeMs: submittedAtMs,
  })
  return doubt === undefined ? receipt : doubtReceipt(receipt, doubt)
}
