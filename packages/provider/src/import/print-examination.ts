import type { Quote } from '@surefoot/shared/messages'
import type { Examination } from './examine-contract.ts'
import type { FixtureReport } from './replay-fixture.ts'

const COLUMNS = ['selection', 'event', 'start', 'market', 'line', 'outcome', 'odds'] as const

function cellsOf(quote: Quote): string[] {
  const { selectionId, home, away, start, market, line, outcome, odds, suspended } = quote
  const event = `${home} – ${away}`
  return [
    selectionId,
    event,
    start,
    market,
    line ?? '',
    outcome,
    suspended ? `${odds} suspended` : odds,
  ]
}

/** Cells padded to their column; the last is not. */
function printTable(rows: readonly (readonly string[])[]): string[] {
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  )
}

function printFixture({ title, quotes, missing, unexplained }: FixtureReport): string[] {
  const lines = [
    `${title}: ${quotes.length} quotes, ${missing.length + unexplained} rows without one`,
  ]
  if (quotes.length > 0) lines.push(...printTable([COLUMNS, ...quotes.map(cellsOf)]))
  for (const { selectionId, isExpected, because } of missing) {
    lines.push(`  ${selectionId} gives no quote${isExpected ? ', and the fixture lists one' : ''}`)
    lines.push(...because.map((fact) => `    ${fact}`))
  }
  if (unexplained > 0) lines.push(`  and ${unexplained} more rows that give no quote`)
  return lines
}

/** An examination as an operator reads it: the quotes of each fixture, what is missing and why, then the faults. */
export function printExamination({ contract, faults, fixtures }: Examination): string[] {
  const verdict =
    faults.length === 0
      ? `${contract?.name ?? ''} would be imported.`
      : `It would not be imported. Faults: ${faults.length}`
  return [...fixtures.flatMap((fixture) => [...printFixture(fixture), '']), verdict, ...faults]
}
