import { isGood, type Report } from './report.ts'
import type { Screen } from './screen.ts'

/** Tell the end of a run at the terminal. */
export function summarise(report: Report, screen: Screen): void {
  const { bets, differences, leftBehind } = report
  screen.plain('')
  screen.plain(`  both RUNNING after  ${report.secondsToRunning ?? '–'} s`)
  screen.plain(`  executions          ${report.executions}`)
  screen.plain(`  both accepted       ${report.bothAccepted}, ${report.expectedProfit} expected`)
  screen.plain(`  hedged              ${report.hedged}`)
  screen.plain(`  bets                ${bets.ledger} in the ledger, ${bets.books} in the books`)
  screen.plain('')
  for (const { kind, betReference, details } of differences)
    screen.bad(`${kind} ${betReference}: ${details}`)
  for (const process of leftBehind.processes) screen.bad(`still running: ${process}`)
  for (const lock of leftBehind.locks) screen.bad(`lock left behind: ${lock}`)
  for (const fault of report.faults) screen.bad(fault)
  if (isGood(report)) screen.good('ledger and books agree; nothing is left running')
}
