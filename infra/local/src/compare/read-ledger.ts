import { executionRow, leg } from '@surefoot/shared/messages'
import { Client } from 'pg'
import { z } from 'zod'
import { MALFORMED_MESSAGE, type DroppedMessage } from './dropped-messages.ts'
import type { RunRecord } from './records.ts'

export interface LedgerReading {
  /** Of the executions since the instant that was asked for. */
  readonly records: readonly RunRecord[]
  readonly transitions: readonly { account: string; to: string; at: string }[]
  /** What services wrote since then about messages that they dropped. */
  readonly dropped: readonly DroppedMessage[]
}

const WITHIN_MS = 10_000

const row = z.object({
  execution: executionRow.pick({
    id: true,
    timestamp: true,
    closedAt: true,
    final_status: true,
    expectedProfit: true,
  }),
  legs: z.array(
    leg.pick({
      legId: true,
      role: true,
      providerId: true,
      selectionId: true,
      state: true,
      receipt: true,
    }),
  ),
})
const transition = z.object({ account: z.string(), to: z.string(), at: z.string() })
const droppedRow = z.object({ service: z.string(), subject: z.string(), message: z.string() })

/** An instant as the wire has it. */
const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Only the legs at the bookmakers whose books are compared: an operator's own providers may be in the same ledger. */
const RECORDS = `
  SELECT json_build_object(
    'id', e.id, 'timestamp', ${iso('e.timestamp')}, 'closedAt', ${iso('e."closedAt"')},
    'final_status', e.final_status, 'expectedProfit', e."expectedProfit"::text) AS execution,
    coalesce(json_agg(json_build_object(
      'legId', l.id, 'role', l.role, 'providerId', l."providerId", 'selectionId', l."selectionId",
      'state', l.state, 'receipt', l.receipt)) FILTER (WHERE l.id IS NOT NULL), '[]') AS legs
  FROM execution_audit_log e
  LEFT JOIN legs l ON l."executionId" = e.id AND l."providerId" = ANY($2)
  WHERE e.timestamp >= $1 AND (e."providerA" = ANY($2) OR e."providerB" = ANY($2))
  GROUP BY e.id ORDER BY e.timestamp`

const TRANSITIONS = `
  SELECT account, "to", ${iso('at')} AS at FROM account_transitions WHERE at >= $1`

const DROPPED = `
  SELECT service, coalesce(details->>'subject', '') AS subject, message
  FROM system_log WHERE at >= $1 AND code = '${MALFORMED_MESSAGE}' ORDER BY id`

/**
 * Read the ledger straight from its database, with nobody between: also when the service that keeps it is gone. A
 * database without its tables is an empty ledger. Throws when the database does not answer.
 */
export async function readLedger(
  databaseUrl: string,
  { since, providers }: { readonly since: Date; readonly providers: readonly string[] },
): Promise<LedgerReading> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS * 3,
  })
  // A connection that breaks later is reported by the query.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows: known } = await client.query(
      `SELECT 1 WHERE to_regclass('legs') IS NOT NULL AND to_regclass('account_transitions') IS NOT NULL`,
    )
    if (known.length === 0) return { records: [], transitions: [], dropped: [] }
    const records = await client.query(RECORDS, [since, providers])
    const transitions = await client.query(TRANSITIONS, [since])
    const dropped = await client.query(DROPPED, [since])
    return {
      records: z.array(row).parse(records.rows),
      transitions: z.array(transition).parse(transitions.rows),
      dropped: z.array(droppedRow).parse(dropped.rows),
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}
