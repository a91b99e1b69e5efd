import { fromMinor } from '@surefoot/arbitrage'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { isDayLost } from '../desk/decide-halt.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Ledger } from '../ports.ts'

const rows = z.array(z.object({ minor: z.bigint().transform(Number) }))

interface Loss {
  readonly executionId: string
  readonly deskId: string
  readonly now: Date
}

/**
 * After a loss was booked: halts the desk, which the caller has locked, if what was booked today (UTC) is a loss at the
 * limit or beyond. What was on paper does not count for a desk that is live, nor the other way round.
 */
export async function haltForDayLoss(
  tx: Transaction,
  rules: Pick<Ledger, 'maxDayLossMinor'>,
  { executionId, deskId, now }: Loss,
): Promise<ControlChange | undefined> {
  const day = now.toISOString().slice(0, 10)
  const [today] = rows.parse(
    await tx.$queryRaw`
      SELECT (100 * sum(execution."profit"))::bigint AS "minor"
      FROM "execution_audit_log" execution
        JOIN "desks" desk ON desk."id" = execution."deskId" AND desk."venue" = execution."venue"
      WHERE execution."deskId" = ${deskId} AND execution."bookedAt" >= ${`${day}T00:00:00Z`}::timestamptz
      HAVING bool_or(execution."id" = ${executionId}::uuid)`,
  )
  if (today === undefined || !isDayLost(today.minor, rules)) return undefined
  return haltDesk(tx, {
    deskId,
    executionId,
    code: 'DAY_LOSS',
    reason: `The desk has lost ${fromMinor(-today.minor)} today (UTC); its limit is ${fromMinor(rules.maxDayLossMinor)}. Look at its executions; RUN goes on until the next loss.`,
    trading: 'HALT_NEW',
    cause: day,
  })
}
