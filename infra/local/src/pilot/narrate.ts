import type { ExecutionRow } from '@surefoot/shared'
import { setTimeout as delay } from 'node:timers/promises'
import { setKnob } from '../book.ts'
import type { Bookmakers } from '../sandbox.ts'
import type { Screen } from '../screen.ts'
import type { Operator } from './operator.ts'
import { resumeTrading } from './resume-trading.ts'

export interface Narration {
  readonly operator: Operator
  readonly sandbox: Bookmakers
  readonly screen: Screen
  /** Older executions were told by an earlier run. */
  readonly since: string
  readonly signal: AbortSignal
}

const LOOK_EVERY_MS = 1000
/** After this many good ones South refuses a bet, so that the hedge can be seen. */
const GOOD_BEFORE_HEDGE = 3

/** Tell each closed execution in a line until the signal; let South refuse one bet on the way, and keep the desk running. */
export async function narrate(narration: Narration): Promise<void> {
  const { operator, sandbox, screen, since, signal } = narration
  const told = new Set<string>()
  let good = 0
  while (!signal.aborted) {
    await resumeTrading(operator, screen)
    const rows = (await operator.executions()).filter((row) => row.timestamp >= since)
    for (const row of rows.toReversed()) {
      if (row.closedAt === null || told.has(row.id)) continue
      told.add(row.id)
      tell(row, screen)
      if (row.final_status !== 'success') continue
      good += 1
      if (good === GOOD_BEFORE_HEDGE) {
        await setKnob(sandbox, { house: 'south', kind: 'refuse', count: 1 })
        screen.step('South will refuse the next bet: watch the hedge')
      }
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

function tell(row: ExecutionRow, screen: Screen): void {
  const what = `${row.home} – ${row.away}: A ${row.outcomeA} ${row.stakeA} @ ${row.oddsA}, B ${row.outcomeB} ${row.stakeB} @ ${row.oddsB}`
  if (row.final_status === 'success')
    screen.good(`${what} → both accepted, ${row.expectedProfit} expected`)
  else if (row.hedge === 'covered') screen.warn(`${what} → B failed, hedged`)
  else if (row.hedge !== null) screen.warn(`${what} → B failed, hedge ${row.hedge}`)
  else screen.step(`${what} → not taken: ${row.error_message ?? 'no reason recorded'}`)
}
