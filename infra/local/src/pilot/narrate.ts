import type { ExecutionRow } from '@surefoot/shared/messages'
import { asSentence } from '@surefoot/shared/runtime'
import { setTimeout as delay } from 'node:timers/promises'
import { setKnob } from '../book.ts'
import { messageOf } from '../message-of.ts'
import type { Bookmakers } from '../sandbox.ts'
import type { Screen } from '../screen.ts'
import { describeExecution } from './describe-execution.ts'
import { findLost, openUntilRunning } from './keep-open.ts'
import type { Operator } from './operator.ts'
import { accountsOf } from './pilot.ts'
import { resumeTrading } from './resume-trading.ts'

export interface Narration {
  readonly operator: Operator
  readonly sandbox: Bookmakers
  readonly screen: Screen
  /** Older executions were printed by an earlier run. */
  readonly since: string
  readonly signal: AbortSignal
}

const LOOK_EVERY_MS = 1000
/** After this many good ones South refuses a bet, so that the hedge can be seen. */
const GOOD_BEFORE_HEDGE = 3

interface Printed {
  readonly ids: Set<string>
  good: number
}

/**
 * Print each closed execution in a line until the signal; let South refuse one bet on the way, and keep both accounts
 * open and the desk running. It only polls: a request that fails is made again, and ends nothing.
 */
export async function narrate(narration: Narration): Promise<void> {
  const { operator, screen, signal } = narration
  const printed: Printed = { ids: new Set(), good: 0 }
  let isFailing = false
  while (!signal.aborted) {
    try {
      await Promise.all((await findLost(operator, accountsOf(narration))).map(openUntilRunning))
      await resumeTrading(operator, screen)
      await printClosed(narration, printed)
      isFailing = false
    } catch (error) {
      if (!isFailing && !signal.aborted)
        screen.warn(`${asSentence(messageOf(error))} The pilot tries again`)
      isFailing = true
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function printClosed(
  { operator, sandbox, screen, since }: Narration,
  printed: Printed,
): Promise<void> {
  const rows = (await operator.executions()).filter((row) => row.timestamp >= since)
  for (const row of rows.toReversed()) {
    if (row.closedAt === null || printed.ids.has(row.id)) continue
    printed.ids.add(row.id)
    print(row, screen)
    if (row.final_status !== 'success') continue
    printed.good += 1
    if (printed.good !== GOOD_BEFORE_HEDGE) continue
    await setKnob(sandbox, { house: 'south', kind: 'refuse', count: 1 })
    screen.step('South will refuse the next bet: watch the hedge')
  }
}

function print(row: ExecutionRow, screen: Screen): void {
  const what = describeExecution(row)
  if (row.final_status === 'success')
    screen.good(`${what} → both accepted, ${row.expectedProfit} expected`)
  else if (row.hedge === 'covered') screen.warn(`${what} → B failed, hedged`)
  else if (row.hedge !== null) screen.warn(`${what} → B failed, hedge ${row.hedge}`)
  else screen.step(`${what} → not taken: ${row.error_message ?? 'no reason recorded'}`)
}
