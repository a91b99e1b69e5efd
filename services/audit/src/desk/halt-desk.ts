import type { Control } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from './announce-control.ts'
import { readControl } from './rows.ts'

export interface Halt {
  readonly deskId: string
  /** Null if it concerns no one execution. */
  readonly executionId: string | null
  /** Undefined if it concerns both. */
  readonly account?: string
  readonly code: string
  /** For the operator: what happened, and what to do. */
  readonly reason: string
  readonly trading: Exclude<Control['trading'], 'RUN'>
  /** For a fault that is found again and again: what makes it the same one. */
  readonly cause?: string
}

/** The controls that each halt makes stricter: a halt never loosens one. */
const LOOSER = { HALT_NEW: ['RUN'], HALT_ALL: ['RUN', 'HALT_NEW'] } satisfies Record<
  Halt['trading'],
  Control['trading'][]
>

/**
 * Halts a desk, which the caller has locked, for what only a person can resolve, and logs it: the same cause again only
 * if it halts the desk again. Answers the change, to be announced after the commit; undefined if the desk was halted so
 * already.
 */
export async function haltDesk(tx: Transaction, halt: Halt): Promise<ControlChange | undefined> {
  const { deskId, executionId, reason, trading } = halt
  const at = await readClock(tx)
  const { count } = await tx.desk.updateMany({
    where: { id: deskId, trading: { in: LOOSER[trading] } },
    data: { trading, changedAt: at },
  })
  if (count === 1 || !(await wasTold(tx, halt))) await tell(tx, halt, at)
  if (count === 0) return undefined
  const control = readControl(await tx.desk.findUniqueOrThrow({ where: { id: deskId } }))
  const details = { deskId, control, actor: 'audit', reason }
  await appendLink(tx, { kind: 'desk.controlled', executionId, details })
  return { deskId, control, reason, at: at.toISOString() }
}

async function wasTold(tx: Transaction, { deskId, code, cause }: Halt): Promise<boolean> {
  if (cause === undefined) return false
  const where = { deskId, code, details: { path: ['cause'], equals: cause } }
  return (await tx.systemLog.findFirst({ where })) !== null
}

async function tell(
  tx: Transaction,
  { deskId, executionId, account, code, reason, cause }: Halt,
  at: Date,
): Promise<void> {
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
      ...(cause === undefined ? {} : { details: { cause } }),
    },
  })
}
