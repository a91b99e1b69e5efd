import { ledgerRecord, type LegPlan, type Receipt } from '@surefoot/shared'
import type { Ports } from './ports.ts'

const RECORD_DEADLINE_MS = 2000

/**
 * Tell the ledger what came of a leg. Never throws: a ledger that is silent learns it from the one who asked for the
 * leg, or from the provider's own list of bets.
 */
export async function recordReceipt(
  { bus, logger }: Ports,
  { legId, executionId, deskId, account }: LegPlan,
  receipt: Receipt,
): Promise<void> {
  const reason = receipt.message ?? receipt.code ?? `The provider's answer: ${receipt.state}`
  const move = { legId, to: receipt.state, by: 'browser-executor', reason, receipt }
  try {
    const reply = await bus.request(ledgerRecord, move, { deadlineMs: RECORD_DEADLINE_MS })
    if (reply.ok) return
    logger.error({ legId, code: reply.code }, 'the ledger refused a receipt')
  } catch (error) {
    logger.error({ err: error, legId }, 'the ledger did not take a receipt')
  }
  bus.log({
    level: 'error',
    code: 'RECEIPT_NOT_RECORDED',
    message: `The receipt of leg ${legId} (${receipt.state}) was not recorded. Compare it with the provider's bets.`,
    deskId,
    account,
    executionId,
    details: { legId, receipt },
  })
}
