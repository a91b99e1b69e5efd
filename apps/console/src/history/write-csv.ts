import { executionRow, type ExecutionRow } from '@surefoot/shared/messages'

/** A spreadsheet takes a text that begins so for a formula; names come from bookmakers. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

/** Executions as CSV (RFC 4180): one column a field of the row, in the ledger's order and names. */
export function writeCsv(executions: readonly ExecutionRow[]): string {
  const fields = executionRow.keyof().options
  const lines = executions.map((row) => fields.map((field) => writeCell(row[field])).join(','))
  return [fields.join(','), ...lines, ''].join('\r\n')
}

function writeCell(value: ExecutionRow[keyof ExecutionRow]): string {
  const text = value === null ? '' : String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
