/**
 * Who may loosen how a desk trades. A message says who wants it, and whoever may send it could write any name there; so the
 * gateway, which alone knows who is logged in, approves each change on a subject that nobody else may publish on.
 * 1. An approval is a link of the audit chain. It is for one change of one desk, and for a minute.
 * 2. Any change of the control after it, a halt too, makes it void: it is used once, and never after a halt.
 */
import { ok, refuse, type Control, type ledgerApprove, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockDesk } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { ensureDesk } from './ensure-desk.ts'

const VALID_FOR = '1 minute'

/** Keeps what an operator, whom the gateway has identified, wants changed. */
export async function onApprove(
  { database }: Ledger,
  { deskId, change, actor }: z.output<typeof ledgerApprove.body>,
): Promise<Reply<typeof ledgerApprove.reply>> {
  await ensureDesk(database, deskId)
  return transact(database, async (tx) => {
    await lockDesk(tx, deskId)
    const details = { deskId, change, actor }
    await appendLink(tx, { kind: 'control.approved', executionId: null, details })
    return ok({ at: (await readClock(tx)).toISOString() })
  })
}

/** The stricter, the lower. */
const STRICTNESS: Readonly<Record<Control['trading'], number>> = {
  HALT_ALL: 0,
  HALT_NEW: 1,
  RUN: 2,
}

/** Whether a change lets the desk do what it could not do before. */
export function isLoosening(before: Control, after: Control): boolean {
  return (
    STRICTNESS[after.trading] > STRICTNESS[before.trading] ||
    (after.mode === 'auto' && before.mode !== 'auto') ||
    (after.venue === 'live' && before.venue !== 'live')
  )
}

const approvals = z.array(z.object({ actor: z.string() }))

/** Who approved this very change, for a caller that has locked the desk; undefined: nobody. */
export async function findApproval(
  tx: Transaction,
  { deskId, change }: Pick<z.output<typeof ledgerApprove.body>, 'deskId' | 'change'>,
): Promise<string | undefined> {
  const [approval] = approvals.parse(
    await tx.$queryRaw`
      SELECT last."details"->>'actor' AS "actor"
      FROM (
        SELECT "kind", "at", "details" FROM "audit_chain"
        WHERE "kind" IN ('control.approved', 'desk.controlled') AND "details"->>'deskId' = ${deskId}
        ORDER BY "sequence" DESC LIMIT 1
      ) last
      WHERE last."kind" = 'control.approved' AND last."details"->'change' = ${JSON.stringify(change)}::jsonb
        AND last."at" > clock_timestamp() - ${VALID_FOR}::interval`,
  )
  return approval?.actor
}

export function refuseUnapproved() {
  return refuse(
    'NOT_APPROVED',
    'Nothing was changed: no operator approved this change through the gateway within the last minute, or the control was changed since. Check why the desk is halted, then press the button again.',
  )
}
