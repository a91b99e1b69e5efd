import type { ExecRequest } from '@surefoot/shared'
import type { Ports } from './ports.ts'
import { runExecution } from './run-execution.ts'
import type { Tasks } from './tasks.ts'

/** Carry out a request while it is fresh. The same request again, at once or later, changes nothing. */
export async function onExecRequest(
  ports: Ports,
  tasks: Tasks,
  request: ExecRequest,
): Promise<void> {
  const { deskId, executionId, expiresAt } = request
  const lateMs = ports.clock.epochMs() - expiresAt
  if (lateMs > 0) {
    const message = `A request was dropped because it came ${lateMs} ms after its time`
    ports.bus.log({ level: 'warn', code: 'REQUEST_EXPIRED', message, deskId, executionId })
    return
  }
  await tasks.run(executionId, () => runExecution(ports, request))
}
