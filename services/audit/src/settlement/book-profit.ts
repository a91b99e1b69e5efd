import { fromMinor } from '@surefoot/arbitrage'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { readExecution, readLeg } from '../execution/rows.ts'
import type { Ledger } from '../ports.ts'
import { decideProfit } from './decide-profit.ts'
import { haltForDayLoss } from './halt-for-day-loss.ts'

/**
 * Books what a closed execution won or lost, once each of its bets is settled. The caller has locked its desk and it:
 * the day's loss may halt the desk. Answers the change, to be announced after the commit.
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
  const profitMinor = decideProfit(readExecution(row), legs)
  if (profitMinor === null) return undefined
  const profit = fromMinor(profitMinor)
  const bookedAt = await readClock(tx)
  await tx.execution.update({ where: { id: executionId }, data: { profit, bookedAt } })
  await appendLink(tx, { kind: 'execution.booked', executionId, details: { profit } })
  return profitMinor < 0
    ? haltForDayLoss(tx, rules, { executionId, deskId: row.deskId, bookedAt })
    : undefined
}
