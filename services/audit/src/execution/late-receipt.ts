import { isFinal } from '@surefoot/arbitrage'
import type { LegState } from '@surefoot/shared'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Leg } from '../generated/client.ts'
import type { RecordAsk } from './decide-record.ts'

const KIND = 'late_receipt'

/** Whether the provider says that it took a leg which the ledger has ended without a bet. */
export function isLateReceipt(state: LegState, { receipt }: RecordAsk): boolean {
  return receipt?.state === 'ACCEPTED' && isFinal(state) && state !== 'ACCEPTED'
}

/**
 * Keeps a late receipt and stops every click of its desk, which the caller has locked with the execution: there is a bet
 * that no exposure counts. The leg stays as it is. A receipt that was kept before changes nothing. Answers the change of
 * control, if there is one.
 */
export async function keepLateReceipt(
  tx: Transaction,
  { id: legId, deskId, account, executionId, state }: Leg,
  ask: RecordAsk,
): Promise<ControlChange | undefined> {
  const details = toJson({ ...ask, from: state })
  const kept = await tx.auditLink.findFirst({
    where: {
      kind: KIND,
      executionId,
      AND: [
        { details: { path: ['legId'], equals: legId } },
        { details: { path: ['receipt'], equals: toJson(ask.receipt) } },
      ],
    },
  })
  if (kept !== null) return undefined
  const reason = `Leg ${legId} had ended as ${state} when its provider said that the bet was taken. Look at the bets of account ${account} and decide.`
  const halted = await haltDesk(tx, {
    deskId,
    executionId,
    account,
    code: 'RECEIPT_AFTER_END',
    reason,
    trading: 'HALT_ALL',
  })
  await appendLink(tx, { kind: KIND, executionId, details })
  return halted
}
