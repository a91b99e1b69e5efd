import type { ExecutionRow } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'

/** What an execution's bets really won or lost; a dash until every one of them is settled. */
export function BookedProfit({
  execution: { profit },
}: {
  readonly execution: Pick<ExecutionRow, 'profit'>
}) {
  if (profit === null) return <span className="quiet">–</span>
  return (
    <span className={Number(profit) < 0 ? 'bad' : 'good'}>
      {formatMoney(profit, { isSigned: true })}
    </span>
  )
}
