import { ok, refuse, type ledgerSettle, type Reply } from '@surefoot/shared/messages'
import { lockLeg } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { escalateExposed } from '../execution/escalate-exposed.ts'
import { readLeg } from '../execution/rows.ts'
import type { Ledger } from '../ports.ts'
import { bookProfit } from './book-profit.ts'
import { decideSettle, type SettleAsk } from './decide-settle.ts'
import { settleLeg } from './settle-leg.ts'

type Answer = Reply<typeof ledgerSettle.reply>

/**
 * Books how a bet ended, by a person's entry, and with the last bet of a closed execution what all of them won or lost. A
 * correction books that again.
 */
export async function onSettle(ledger: Ledger, ask: SettleAsk): Promise<Answer> {
  const { reply, halted } = await transact(ledger.database, (tx) => settle(tx, ledger, ask))
  if (halted !== undefined) announceControl(ledger, halted)
  return reply
}

async function settle(
  tx: Transaction,
  ledger: Ledger,
  ask: SettleAsk,
): Promise<{ reply: Answer; halted?: ControlChange | undefined }> {
  const { legId } = ask
  await lockLeg(tx, legId, { withDesk: true })
  const found = await tx.leg.findUnique({ where: { id: legId } })
  if (found === null) return { reply: refuse('NOT_FOUND', `There is no leg ${legId}.`) }
  const leg = readLeg(found)
  const decision = decideSettle(leg, ask)
  if (decision === 'stay') return { reply: ok({ changed: false, leg }) }
  if (typeof decision === 'object') return { reply: decision }
  const { result, returned, by, reason } = ask
  const corrects = decision === 'correct' ? leg.settlement : null
  const settled = await settleLeg(tx, legId, { result, returned, by, reason, corrects })
  const halted =
    (await escalateExposed(tx, leg.executionId)) ?? (await bookProfit(tx, ledger, leg.executionId))
  return { reply: ok({ changed: true, leg: readLeg(settled) }), halted }
}
