import type { Screen } from '@surefoot/local'
import { isGood, type ChaosReport } from './report.ts'

/** Tell the end of a run at the terminal; of one that failed, everything that happened. */
export function summarise(report: ChaosReport, screen: Screen): void {
  const total = Object.values(report.faults).reduce((sum, count) => sum + count, 0)
  if (!isGood(report))
    for (const { atMs, outcome, fault } of report.schedule)
      screen.plain(`  ${String(atMs).padStart(7)} ms  ${JSON.stringify(fault)}  ${outcome}`)
  screen.plain('')
  screen.plain(`  executions      ${report.executions}  ${JSON.stringify(report.outcomes)}`)
  screen.plain(`  requests        ${report.requests}, unanswered ${report.unanswered.length}`)
  screen.plain(`  bets            ${report.bets} in the books`)
  screen.plain(`  faults          ${total}  ${JSON.stringify(report.faults)}`)
  screen.plain(`  met nothing     ${JSON.stringify(report.missed)}`)
  screen.plain(`  left to person  ${report.escalations} legs`)
  screen.plain(`  halts           ${JSON.stringify(report.halts)} by the ledger itself`)
  screen.plain(`  quiet after     ${report.secondsToQuiet ?? 'more than 60'} s`)
  screen.plain('')
  for (const { invariant, subject, details } of report.violations)
    screen.bad(`${invariant} ${subject}: ${details}`)
  if (isGood(report)) screen.good('no invariant was broken')
}
