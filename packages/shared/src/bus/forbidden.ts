import { PermissionViolationError } from '@nats-io/nats-core'
import { METRICS } from '../runtime/metrics.ts'
import type { Connection } from './connection.ts'

/**
 * Remember what the server did not permit. It is never in order: this process or its rights are wrong, so it is said in
 * the log and in the ledger's system log, each act once, and the service is not ready until it is started anew.
 */
export function createForbidden(): {
  readonly acts: () => readonly string[]
  readonly note: (connection: Connection, error: unknown) => void
} {
  const acts = new Set<string>()
  return {
    acts: () => [...acts],
    note: (connection, error) => {
      if (!(error instanceof PermissionViolationError)) return
      METRICS.permissionViolations.add({ operation: error.operation })
      const act = `${error.operation} ${error.subject}`
      if (acts.has(act)) return
      acts.add(act)
      const message = `The bus does not permit ${connection.service} to: ${act}. Give it the right in the access table and make the server's files again, or find out who acts in its name.`
      connection.logger.error({ act }, message)
      // To be forbidden the system log itself can only be told to the process's own.
      connection.log({ level: 'error', code: 'BUS_FORBIDDEN', message, details: { act } })
    },
  }
}
