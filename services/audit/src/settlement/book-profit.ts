import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { readExecution, readLeg } from '../execution/rows.ts'
import type { Ledger } from '../ports.ts'
import { decideProfit } from './decide-profit.ts'
import { haltForDayLoss } from './halt-for-day-loss.ts'

/**
 * Books what a closed execution won or lost, once each of its bets is settled, and again when one of them was corrected: by
 * a link that names what was booked before. The caller has locked its desk and it: the day's loss may halt the desk. Answers the change, to be announced after the commit.
 */
export async function bookProfit(
  tx: Transaction,
  rules: Pick<Ledger, 'maxDayLossMinor'>,
  executionId: string,
): Promise<ControlChange | undefined> {
  const include = { legs: true, hedgeEvents: { select: { step: true } } }
  const row = await tx.execution.findUniqueOrThrow({ where: { id: executionId }, include })
  const legs = row.legs.map((leg) => ({
    ...readLeg(leg),
    acceptedStake: leg.acceptedStake?.toFixed(2) ?? null,
  }))
  const { closedAt, profit: before } = readExecution(row)
  const profitMinor = decideProfit({ closedAt, profit: null }, legs)
  if (profitMinor === null || (before !== null && toMinor(before) === profitMinor)) return undefined
  const profit = fromMinor(profitMinor)
  const now = await readClock(tx)
  // It counts for the day on which it was first booked.
  const bookedAt = row.bookedAt ?? now
  await tx.execution.update({ where: { id: executionId }, data: { profit, bookedAt } })
  const details = before === null ? { profit } : { profit, corrects: before }
  await appendLink(tx, { kind: 'execution.booked', executionId, details })
  const isWorse = before === null ? profitMinor < 0 : profitMinor < Math.min(0, toMinor(before))
  return isWorse ? haltForDayLoss(tx, rules, { executionId, deskId: row.deskId, now }) : undefined
}
