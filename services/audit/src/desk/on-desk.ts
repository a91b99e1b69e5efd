import {
  control as controlSchema,
  ok,
  type ledgerControl,
  type ledgerDesk,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockDesk } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { findApproval, isLoosening, refuseUnapproved } from './approval.ts'
import { announceControl } from './announce-control.ts'
import { ensureDesk } from './ensure-desk.ts'
import { readControl, readDesk } from './rows.ts'

export async function onDesk(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerDesk.body>,
): Promise<Reply<typeof ledgerDesk.reply>> {
  await ensureDesk(database, deskId)
  return ok(await readDesk(database, deskId))
}

/**
 * Changes the control. It waits for permits that are being given; none is given by the old control after it. Live is refused
 * on a Postgres that may forget permits. What loosens the control needs the approval of the gateway.
 */
export async function onControl(
  ledger: Ledger,
  { deskId, change, ifTrading, actor, reason, despite }: z.output<typeof ledgerControl.body>,
): Promise<Reply<typeof ledgerControl.reply>> {
  const unsafe = change.venue === 'live' && !ledger.isSafeMode ? ledger.refuseLive?.() : undefined
  if (unsafe !== undefined) return unsafe
  await ensureDesk(ledger.database, deskId)
  const changed = await transact(ledger.database, async (tx) => {
    await lockDesk(tx, deskId)
    const changedAt = await readClock(tx)
    const before = readControl(await tx.desk.findUniqueOrThrow({ where: { id: deskId } }))
    const at = changedAt.toISOString()
    if (ifTrading !== undefined && before.trading !== ifTrading)
      return { isChanged: false, control: before, at }
    const control = controlSchema.parse({ ...before, ...change })
    const approver = ledger.demandsApproval ? await findApproval(tx, { deskId, change }) : undefined
    if (ledger.demandsApproval && approver === undefined && isLoosening(before, control))
      return refuseUnapproved()
    // A program only ever halts: RUN is a person's word, and what failed before it is not counted any more.
    const runAt = control.trading === 'RUN' ? { runAt: changedAt } : {}
    await tx.desk.update({ where: { id: deskId }, data: { ...control, ...runAt, changedAt } })
    await appendLink(tx, {
      kind: 'desk.controlled',
      executionId: null,
      details: {
        deskId,
        control,
        // Of what no gateway approved it is only known who claims it.
        ...(approver === undefined ? { actor } : { actor: approver, approved: true }),
        reason,
        ...(despite === undefined ? {} : { despite }),
      },
    })
    return { isChanged: true, control, at }
  })
  if ('code' in changed) return changed
  const { isChanged, ...answer } = changed
  if (isChanged) announceControl(ledger, { deskId, reason, ...answer })
  return ok(answer)
}
