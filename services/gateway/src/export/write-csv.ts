import { executionRow, type ExecutionRow } from '@surefoot/shared/messages'

/** A spreadsheet takes a text that begins so for a formula; names come from bookmakers. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/
const FIELDS = executionRow.keyof().options
const LINE_END = '\r\n'

/** Executions as CSV (RFC 4180), in pieces: one column a field of the row, in the ledger's order and names. */
export async function* writeCsv(pages: AsyncIterable<readonly ExecutionRow[]>) {
  yield FIELDS.join(',') + LINE_END
  for await (const rows of pages) yield rows.map(writeLine).join('')
}

function writeLine(row: ExecutionRow): string {
  return FIELDS.map((field) => writeCell(row[field])).join(',') + LINE_END
}

function writeCell(value: ExecutionRow[keyof ExecutionRow]): string {
  const text = value === null ? '' : String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
