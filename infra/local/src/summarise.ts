import { isGood, type Report } from './report.ts'
import type { Screen } from './screen.ts'

const UNKNOWN = 'not known'

/** Print the end of a run at the terminal. */
export function summarise(report: Report, screen: Screen): void {
  const { bets, differences, leftBehind } = report
  const figure = (value: number | null): string => String(value ?? UNKNOWN)
  if (bets !== null) {
    const toRunning = report.secondsToRunning
    screen.plain('')
    screen.plain(`  both RUNNING after  ${toRunning === null ? 'never' : `${toRunning} s`}`)
    screen.plain(`  executions          ${figure(report.executions)}`)
    screen.plain(
      `  both accepted       ${figure(report.bothAccepted)}, expected profit ${report.expectedProfit ?? UNKNOWN}`,
    )
    screen.plain(`  hedged              ${figure(report.hedged)}`)
    screen.plain(`  bets                ${bets.ledger} in the ledger, ${bets.books} in the books`)
    screen.plain('')
  }
  for (const { kind, betReference, details } of differences)
    screen.bad(`${kind} ${betReference}: ${details}`)
  for (const dropped of report.droppedMessages) screen.bad(dropped)
  if ((report.stillOpen ?? 0) > 0)
    screen.bad(`executions still open: ${report.stillOpen}; the next start goes on with them`)
  for (const process of leftBehind.processes) screen.bad(`still running: process ${process}`)
  for (const lock of leftBehind.locks) screen.bad(`lock left behind: ${lock}`)
  for (const fault of report.faults) screen.bad(fault)
  if (!isGood(report)) return
  screen.good(
    bets === null
      ? 'stopped before there was a ledger; nothing is left running'
      : 'ledger and books agree; nothing is left running',
  )
}
