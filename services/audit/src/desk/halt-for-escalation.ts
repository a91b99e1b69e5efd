import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { Leg } from '../generated/client.ts'
import type { ControlChange } from './announce-control.ts'
import { readControl } from './rows.ts'

/**
 * A leg that only a person can resolve stops new executions of its desk, which the caller has locked. Answers the
 * change, if the desk was not halted already.
 */
export async function haltForEscalation(
  tx: Transaction,
  { deskId, id: legId, account, executionId }: Leg,
): Promise<ControlChange | undefined> {
  const at = await readClock(tx)
  const reason = `It is not known whether leg ${legId} was placed. Look at the bets of account ${account} and decide.`
  await tx.systemLog.create({
    data: {
      service: 'audit',
      level: 'error',
      code: 'LEG_ESCALATED',
      message: reason,
      deskId,
      account,
      executionId,
      at,
    },
  })
  const { count } = await tx.desk.updateMany({
    where: { id: deskId, trading: 'RUN' },
    data: { trading: 'HALT_NEW', changedAt: at },
  })
  if (count === 0) return undefined
  const control = readControl(await tx.desk.findUniqueOrThrow({ where: { id: deskId } }))
  const details = { deskId, control, actor: 'audit', reason }
  await appendLink(tx, { kind: 'desk.controlled', executionId, details })
  return { deskId, control, reason, at: at.toISOString() }
}
