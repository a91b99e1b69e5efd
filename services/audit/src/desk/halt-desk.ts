import type { Control } from '@surefoot/shared'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from './announce-control.ts'
import { readControl } from './rows.ts'

export interface Halt {
  readonly deskId: string
  readonly executionId: string
  /** Undefined if it concerns both. */
  readonly account?: string
  readonly code: string
  /** For the operator: what happened, and what to do. */
  readonly reason: string
  readonly trading: Exclude<Control['trading'], 'RUN'>
}

/** The controls that each halt makes stricter: a halt never loosens one. */
const LOOSER = { HALT_NEW: ['RUN'], HALT_ALL: ['RUN', 'HALT_NEW'] } satisfies Record<
  Halt['trading'],
  Control['trading'][]
>

/**
 * Halts a desk, which the caller has locked, for what only a person can resolve, and logs it. Answers the change, to be
 * announced after the commit; undefined if the desk was halted so already.
 */
export async function haltDesk(
  tx: Transaction,
  { deskId, executionId, account, code, reason, trading }: Halt,
): Promise<ControlChange | undefined> {
  const at = await readClock(tx)
  await tx.systemLog.create({
    data: {
      service: 'audit',
      level: 'error',
      code,
      message: reason,
      deskId,
      executionId,
      at,
      ...(account === undefined ? {} : { account }),
    },
  })
  const { count } = await tx.desk.updateMany({
    where: { id: deskId, trading: { in: LOOSER[trading] } },
    data: { trading, changedAt: at },
  })
  if (count === 0) return undefined
  const control = readControl(await tx.desk.findUniqueOrThrow({ where: { id: deskId } }))
  const details = { deskId, control, actor: 'audit', reason }
  await appendLink(tx, { kind: 'desk.controlled', executionId, details })
  return { deskId, control, reason, at: at.toISOString() }
}
