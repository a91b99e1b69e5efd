import { fromMinor } from '@surefoot/arbitrage'
import { isExposedAgain, latestHedge, worstInForce } from '@surefoot/execution-rules'
import type { ExecutionRecord } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import { findRecord } from './rows.ts'

export const EXPOSED_AGAIN = 'EXPOSED_AGAIN'

/** What an operator reads of bets that are exposed though their execution is closed. */
export function describeExposed(record: ExecutionRecord): string {
  const ended = record.legs.flatMap(({ role, account, settlement }) =>
    settlement === null
      ? []
      : [`The bet of leg ${role} at account ${account} is ${settlement.result}.`],
  )
  const worst = fromMinor(worstInForce(record))
  return `${ended.join(' ')} What covered it is exposed: ${worst} at worst. Take one of its choices, or accept the risk.`
}

/**
 * After a bet of an execution ended: if what remains of a closed execution is exposed again, an operator is asked in the
 * same commit, and the desk opens nothing new. The caller has locked the desk and the execution.
 */
export async function escalateExposed(
  tx: Transaction,
  executionId: string,
): Promise<ControlChange | undefined> {
  const record = await findRecord(tx, executionId)
  if (record === undefined || !isExposedAgain(record)) return undefined
  const { deskId } = record.execution
  const message = describeExposed(record)
  const details = { code: EXPOSED_AGAIN, message, reason: message }
  const legId = latestHedge(record)?.legId ?? null
  const { id } = await tx.hedgeEvent.create({
    data: { auditId: executionId, step: 'escalated', legId, details: toJson(details) },
  })
  await sealRow(tx, 'hedge_events', { id })
  const halted = await haltDesk(tx, {
    deskId,
    executionId,
    code: EXPOSED_AGAIN,
    reason: message,
    trading: 'HALT_NEW',
  })
  await appendLink(tx, { kind: 'hedge.escalated', executionId, details: { ...details, legId } })
  return halted
}
