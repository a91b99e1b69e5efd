import { legStatus } from '@surefoot/arbitrage'
import { withLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { Prisma, type Leg } from '../generated/client.ts'
import { claimOf } from './claim-bet.ts'
import type { RecordAsk } from './decide-record.ts'

/**
 * Moves a leg, and the summary in its audit row with it, in one statement with the link that says so. The audit row has what
 * was planned until the provider has said what it took. The caller has locked the execution. Answers the leg as it is now.
 */
export async function moveLeg(
  tx: Transaction,
  leg: Leg,
  ask: RecordAsk,
  changedAt: Date,
): Promise<Leg> {
  const { to, reason, receipt } = ask
  const written = receipt === undefined ? null : JSON.stringify(receipt)
  const isAccepted = to === 'ACCEPTED'
  const stake = isAccepted ? (receipt?.stake ?? leg.stake.toFixed(2)) : null
  const odds = isAccepted ? (receipt?.odds ?? null) : null
  const status = legStatus(to)
  const writes = Prisma.sql`
    moved AS (
      UPDATE "legs" SET "state" = ${to}, "reason" = ${reason}, "changedAt" = ${changedAt}::timestamptz,
        "receipt" = coalesce(${written}::jsonb, "receipt"),
        "betReference" = coalesce(${claimOf(receipt)}, "betReference"),
        "acceptedStake" = coalesce(${stake}::numeric, "acceptedStake")
      WHERE "id" = ${leg.id} RETURNING *
    ), summary AS (
      UPDATE "execution_audit_log" execution SET
        "legA_status" = CASE moved."role" WHEN 'A' THEN ${status} ELSE "legA_status" END,
        "legB_status" = CASE moved."role" WHEN 'B' THEN ${status} ELSE "legB_status" END,
        "stakeA" = CASE moved."role" WHEN 'A' THEN coalesce(moved."acceptedStake", moved."stake") ELSE "stakeA" END,
        "stakeB" = CASE moved."role" WHEN 'B' THEN coalesce(moved."acceptedStake", moved."stake") ELSE "stakeB" END,
        "oddsA" = CASE moved."role" WHEN 'A' THEN coalesce(${odds}::numeric, "oddsA") ELSE "oddsA" END,
        "oddsB" = CASE moved."role" WHEN 'B' THEN coalesce(${odds}::numeric, "oddsB") ELSE "oddsB" END
      FROM moved WHERE execution."id" = moved."executionId" AND moved."role" <> 'H'
    )`
  const details = { ...ask, from: leg.state }
  const link = { kind: 'leg.recorded', executionId: leg.executionId, details }
  const [row] = await tx.$queryRaw<Leg[]>`${withLink(writes, link)} SELECT * FROM moved`
  if (row === undefined) throw new Error(`Leg ${leg.id} is gone.`)
  return row
}
