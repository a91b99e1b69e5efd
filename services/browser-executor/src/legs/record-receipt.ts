import { ledgerRecord, type Accepted, type LegPlan, type Receipt } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'

type Recorded = Accepted<typeof ledgerRecord.reply>

const RECORD_DEADLINE_MS = 2000

/**
 * Tell the ledger what came of a leg. Never throws: a ledger that is silent learns it from the one who asked for the
 * leg, or from the provider's own list of bets.
 */
export async function recordReceipt(
  { bus, logger }: Ports,
  plan: LegPlan,
  receipt: Receipt,
): Promise<void> {
  const { legId, deskId, account } = plan
  const reason = receipt.message ?? receipt.code ?? `The provider's answer: ${receipt.state}`
  const whose = { legId, deskId, account }
  const move = { ...whose, to: receipt.state, by: 'browser-executor', reason, receipt }
  try {
    const reply = await bus.request(ledgerRecord, move, { deadlineMs: RECORD_DEADLINE_MS })
    if (reply.ok) return tellIfAfterEnd(bus, plan, { receipt, reply })
    logger.error({ legId, code: reply.code }, 'the ledger refused a receipt')
  } catch (error) {
    logger.error({ err: error, legId }, 'the ledger did not take a receipt')
  }
  bus.log({
    level: 'error',
    code: 'RECEIPT_NOT_RECORDED',
    message: `The receipt of leg ${legId} (${receipt.state}) was not recorded. Compare it with the provider's bets.`,
    ...describe(plan, receipt),
  })
}

/** A bet that stands at the provider while the ledger holds its leg as ended some other way: a person must know. */
function tellIfAfterEnd(
  bus: Ports['bus'],
  plan: LegPlan,
  { receipt, reply }: { readonly receipt: Receipt; readonly reply: Recorded },
): void {
  if (reply.changed || receipt.state !== 'ACCEPTED' || reply.leg.state === 'ACCEPTED') return
  const bet = receipt.betReference ?? 'without a reference'
  bus.log({
    level: 'error',
    code: 'RECEIPT_AFTER_END',
    message: `The provider accepted leg ${plan.legId} (bet ${bet}), but the ledger holds it as ${reply.leg.state}. Compare it with the provider's bets.`,
    ...describe(plan, receipt),
  })
}

function describe({ legId, executionId, deskId, account }: LegPlan, receipt: Receipt) {
  return { deskId, account, executionId, details: { legId, receipt } }
}
