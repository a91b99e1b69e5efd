import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { FAILURES_IN_A_ROW, haveFailedInARow } from '../desk/decide-halt.ts'
import { haltDesk } from '../desk/halt-desk.ts'

const rows = z.array(z.object({ id: z.uuid(), isFailed: z.boolean(), runAt: z.date().nullable() }))

/**
 * After an execution was closed: halts the desk, which the caller has locked, if the last ones failed in a row. Counted are those
 * that closed since a person last said RUN and of which a leg was armed: one that was refused before risked nothing.
 */
export async function haltAfterFailures(
  tx: Transaction,
  { deskId, executionId }: { readonly deskId: string; readonly executionId: string },
): Promise<ControlChange | undefined> {
  const last = rows.parse(
    await tx.$queryRaw`
      SELECT execution."id", execution."final_status" = 'failed' AS "isFailed", desk."runAt"
      FROM "execution_audit_log" execution JOIN "desks" desk ON desk."id" = execution."deskId"
      WHERE execution."deskId" = ${deskId} AND execution."closedAt" >= coalesce(desk."runAt", '-infinity')
        AND EXISTS (SELECT 1 FROM "legs" WHERE "executionId" = execution."id" AND "armedAt" IS NOT NULL)
      ORDER BY execution."closedAt" DESC LIMIT ${FAILURES_IN_A_ROW}`,
  )
  if (!haveFailedInARow(last)) return undefined
  const ids = last.map(({ id }) => id).join(', ')
  return haltDesk(tx, {
    deskId,
    executionId,
    code: 'FAILURES_IN_A_ROW',
    reason: `The last executions failed in a row: ${ids}. Find out why, then say RUN.`,
    trading: 'HALT_NEW',
    cause: last[0]?.runAt?.toISOString() ?? 'start',
  })
}
