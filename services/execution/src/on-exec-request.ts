import type { ExecRequest } from '@surefoot/shared'
import type { Ports } from './ports.ts'
import { runExecution } from './run-execution.ts'
import type { Tasks } from './tasks.ts'

/**
 * Carry out a request while it is fresh. The same request again, at once or later, changes nothing. Returns when the
 * execution ends or waits for a provider: the search for a leg is not to keep another desk's request in the queue, and a
 * process that dies meanwhile leaves the leg to the watchdog, as the ledger has it.
 */
export async function onExecRequest(
  ports: Ports,
  tasks: Tasks,
  request: ExecRequest,
): Promise<void> {
  const { executionId } = request
  const waiting = Promise.withResolvers<void>()
  const run = tasks.run(executionId, () => runExecution(ports, request, waiting.resolve))
  await Promise.race([run, waiting.promise])
}
