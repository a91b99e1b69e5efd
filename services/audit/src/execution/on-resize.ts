import { ok, refuse, type ledgerResize, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockLeg } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { readLeg } from './rows.ts'

/** Changes what a leg may bet while nothing of it was sent. The caps are checked when it is armed. */
export async function onResize(
  { database }: Ledger,
  { legId, stake, leastOdds, by }: z.output<typeof ledgerResize.body>,
): Promise<Reply<typeof ledgerResize.reply>> {
  if (Number(stake) <= 0)
    return refuse('INVALID_LEG', `Leg ${legId} cannot be re-sized to no stake.`)
  return transact(database, async (tx) => {
    const changedAt = await lockLeg(tx, legId, { withDesk: false })
    const target = await tx.leg.findUnique({ where: { id: legId } })
    if (target === null || changedAt === null)
      return refuse('NOT_AUTHORIZED', `There is no leg ${legId}.`)
    const { state, role, executionId } = target
    if (state !== 'AUTHORIZED')
      return refuse('NOT_AUTHORIZED', `Leg ${legId} is ${state}: it can no longer be re-sized.`)
    const leg = await tx.leg.update({ where: { id: legId }, data: { stake, leastOdds, changedAt } })
    if (role !== 'H')
      await tx.execution.update({
        where: { id: executionId },
        data: role === 'A' ? { stakeA: stake } : { stakeB: stake },
      })
    const details = { legId, stake, leastOdds, by }
    await appendLink(tx, { kind: 'leg.resized', executionId, details })
    return ok({ leg: readLeg(leg) })
  })
}
