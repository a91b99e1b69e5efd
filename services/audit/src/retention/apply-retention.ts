/**
 * Owns what may be deleted from the ledger, and nothing else is: entries of the system log, transitions of accounts,
 * versions of contracts that nothing names, leases of executions that ran out, alerts that are finished with their deliveries,
 * sessions of the console that are over, links that nobody used, and the keys of requests that nobody repeats any more.
 * 1. Never an execution, leg, permit, hedge event, statement or imported row, and never a link: the audit chain goes on
 *    from its first link, and every record can still be held against it.
 * 2. What speaks of an execution that is not over is kept, however old; so is why a desk stands halted.
 * 3. What was deleted is linked into the audit chain in the same commit.
 */
import { appendLink } from '../database/audit-chain.ts'
import type { Database, Transaction } from '../database/open-database.ts'

const PATIENCE_MS = 600_000

export interface Retained {
  readonly before: string
  /** Rows, by table. */
  readonly deleted: Readonly<Record<string, number>>
}

/** Deletes what is older than the instant, as the owner of the tables; with `isCheck` it only counts. */
export async function applyRetention(
  database: Database,
  before: Date,
  { isCheck }: { readonly isCheck: boolean },
): Promise<Retained> {
  const act = async (tx: Transaction): Promise<Retained> => {
    const deleted = {
      system_log: await deleteLog(tx, before),
      account_transitions: (
        await tx.accountTransition.deleteMany({ where: { at: { lt: before } } })
      ).count,
      contract_versions: await deleteVersions(tx, before),
      leases: await deleteLeases(tx, before),
      alert_deliveries: await deleteDeliveries(tx, before),
      alerts: (await tx.alert.deleteMany({ where: isFinished(before) })).count,
      console_sessions: await deleteSessions(tx, before),
      request_keys: (await tx.requestKey.deleteMany({ where: { at: { lt: before } } })).count,
      // A link that was used is kept: the same secret, configured still, would open the console again.
      console_links: (
        await tx.consoleLink.deleteMany({ where: { usedAt: null, expiresAt: { lt: before } } })
      ).count,
    }
    const retained = { before: before.toISOString(), deleted }
    if (isCheck) throw new Checked(retained)
    if (Object.values(deleted).some((count) => count > 0))
      await appendLink(tx, { kind: 'retention.applied', executionId: null, details: retained })
    return retained
  }
  try {
    return await database.$transaction(act, { timeout: PATIENCE_MS })
  } catch (error) {
    if (error instanceof Checked) return error.retained
    throw error
  }
}

/** Ends a check's transaction, so that nothing of it happens. */
class Checked extends Error {
  readonly retained: Retained

  constructor(retained: Retained) {
    super('This was a check.')
    this.retained = retained
  }
}

function deleteLog(tx: Transaction, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "system_log" log
    WHERE "at" < ${before}
      AND NOT EXISTS (
        SELECT 1 FROM "execution_audit_log" execution
        WHERE execution."id" = log."executionId" AND execution."closedAt" IS NULL
      )
      AND NOT EXISTS (SELECT 1 FROM "outstanding_legs" leg WHERE leg."executionId" = log."executionId")
      AND NOT (log."level" = 'error' AND EXISTS (
        SELECT 1 FROM "desks" desk WHERE desk."id" = log."deskId" AND desk."trading" <> 'RUN'
      ))`
}

/** The latest version is kept, in force or not: the next is counted from it. */
function deleteVersions(tx: Transaction, before: Date): Promise<number> {
  return tx.$executeRaw`
    WITH removed AS (
      DELETE FROM "contract_versions" version
      WHERE "importedAt" < ${before}
        AND EXISTS (
          SELECT 1 FROM "contract_versions" later
          WHERE later."providerId" = version."providerId" AND later."version" > version."version"
        )
        AND NOT EXISTS (
          SELECT 1 FROM "contracts" contract
          WHERE contract."providerId" = version."providerId" AND contract."currentVersion" = version."version"
        )
        AND NOT EXISTS (
          SELECT 1 FROM "legs" leg
          WHERE leg."providerId" = version."providerId" AND leg."contractVersion" = version."version"
        )
        AND NOT EXISTS (
          SELECT 1 FROM "accounts" account
          WHERE account."providerId" = version."providerId" AND account."contractVersion" = version."version"
        )
      RETURNING version."providerId", version."version"
    ), linked AS (
      INSERT INTO "links_to_append" ("kind", "executionId", "details")
      SELECT 'row.removed', NULL, jsonb_build_object('table', 'contract_versions', 'key', concat_ws(' ', "providerId", "version"))
      FROM removed
    )
    SELECT FROM removed`
}

/** Of executions alone: an account's and a desk's keep their epoch for good. */
function deleteLeases(tx: Transaction, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "leases" WHERE "resource" LIKE 'execution:%' AND "expiresAt" < ${before}`
}

/** An alert that is not finished is kept with all that was sent for it, however old. */
function isFinished(before: Date) {
  return { finishedAt: { lt: before }, deliveries: { none: {} } }
}

function deleteDeliveries(tx: Transaction, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "alert_deliveries" delivery
    WHERE "at" < ${before}
      AND NOT EXISTS (
        SELECT 1 FROM "alerts" alert
        WHERE alert."id" = delivery."alertId" AND (alert."finishedAt" IS NULL OR alert."finishedAt" >= ${before})
      )`
}

async function deleteSessions(tx: Transaction, before: Date): Promise<number> {
  const over = [{ endedAt: { lt: before } }, { expiresAt: { lt: before } }]
  return (await tx.consoleSession.deleteMany({ where: { OR: over } })).count
}
