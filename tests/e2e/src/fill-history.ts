import { Client } from 'pg'

/** Names as bookmakers may write them: of 300 letters, from right to left, with marks that nobody sees. */
const HARD_NAMES = [
  'W'.repeat(300),
  'مكابي حيفا',
  'הפועל באר שבע',
  'Al\u200bca\u202eraz',
  '\u200b\u2060',
]

/** Past executions for the ledger of a stack: closed, on paper, one a minute before now. */
export async function fillHistory(databaseUrl: string, count: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(INSERT, [count, HARD_NAMES])
  } finally {
    await client.end()
  }
}

/** Every seventh failed; every fiftieth has a hard name. */
const INSERT = `
INSERT INTO "execution_audit_log" ("id", "timestamp", "deskId", "matchId", "home", "away", "sport", "market", "line",
  "providerA", "providerB", "stakeA", "stakeB", "oddsA", "oddsB", "outcomeA", "outcomeB", "legA_status", "legB_status",
  "final_status", "error_message", "expectedProfit", "venue", "requestedBy", "deadline", "closedAt", "opportunity")
SELECT gen_random_uuid(), taken, 'main', 'past-' || n,
  CASE WHEN n % 50 = 1 THEN hard ELSE 'Home ' || n END, CASE WHEN n % 50 = 2 THEN hard ELSE 'Away ' || n END,
  'tennis', 'match_winner', NULL, 'north', 'south', 100, 105, 2.1, 2.05, 'home', 'away', 'success',
  CASE WHEN n % 7 = 0 THEN 'failed' ELSE 'success' END, CASE WHEN n % 7 = 0 THEN 'failed' ELSE 'success' END,
  CASE WHEN n % 7 = 0 THEN 'Leg B was rejected: the price has moved.' END, 3.8, 'paper', 'operator', taken, taken, '{}'
FROM generate_series(1, $1::int) n,
  LATERAL (SELECT clock_timestamp() - n * interval '1 minute' AS taken,
    ($2::text[])[1 + n % array_length($2::text[], 1)] AS hard) made`
