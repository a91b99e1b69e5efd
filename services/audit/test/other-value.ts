/** Another value that a column can hold, as SQL. */
const BY_COLUMN: Readonly<Record<string, string>> = {
  account: `CASE "account" WHEN 'A' THEN 'B' ELSE 'A' END`,
  role: `'H'`,
  venue: `CASE "venue" WHEN 'live' THEN 'paper' ELSE 'live' END`,
  state: `CASE "state" WHEN 'ACCEPTED' THEN 'REJECTED' ELSE 'ACCEPTED' END`,
  trading: `'HALT_ALL'`,
  mode: `'auto'`,
  final_status: `CASE "final_status" WHEN 'failed' THEN 'success' ELSE 'failed' END`,
  legA_status: `'timeout'`,
  legB_status: `'timeout'`,
  settledResult: `'lost'`,
  closedAt: `CASE WHEN "closedAt" IS NULL THEN now() END`,
  outcomeA: `'over'`,
  outcomeB: `'over'`,
}

const BY_TYPE: Readonly<Record<string, (column: string) => string>> = {
  numeric: (column) => `coalesce("${column}", 0) + 1`,
  integer: (column) => `coalesce("${column}", 0) + 1`,
  boolean: (column) => `NOT "${column}"`,
  text: (column) => `coalesce("${column}", '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  jsonb: () => `'{"tampered": true}'`,
  ARRAY: (column) => `array_append("${column}", 'https://other.example')`,
  // Whatever counts by the day counts on another one.
  'timestamp with time zone': (column) => `coalesce("${column}", now()) + interval '1 day'`,
}

export function otherValue(column: string, type: string): string {
  const value = BY_COLUMN[column] ?? BY_TYPE[type]?.(column)
  if (value === undefined) throw new Error(`How is a column of type ${type} changed?`)
  return value
}
