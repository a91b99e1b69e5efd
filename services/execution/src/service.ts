import { execRequest, hedgeChanged } from '@surefoot/shared'
import { onExecRequest } from './on-exec-request.ts'
import { onHedgeChanged } from './on-hedge-changed.ts'
import type { Ports } from './ports.ts'
import { createTasks } from './tasks.ts'
import { createWatchdog } from './watchdog.ts'

export interface ExecutionOptions {
  /** Off in safe mode. */
  readonly hasWatchdog: boolean
}

/** Listen to requests and hedges, and look after what is open. Disposing takes no more and waits for what is in hand. */
export async function createExecution(
  ports: Ports,
  { hasWatchdog }: ExecutionOptions,
): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const tasks = stack.use(createTasks(ports.logger))
  if (hasWatchdog) {
    const { look } = createWatchdog(ports, tasks)
    const lookQuietly = async (): Promise<void> => {
      await look().catch((error: unknown) => {
        ports.logger.warn({ err: error }, 'the watchdog could not look')
      })
    }
    stack.use(ports.clock.every(ports.settings.watchEveryMs, lookQuietly))
    await lookQuietly()
  }
  const requests = await ports.bus.work(execRequest, (request) =>
    onExecRequest(ports, tasks, request),
  )
  stack.defer(() => requests.stop())
  const hedges = await ports.bus.subscribe(
    hedgeChanged,
    (change) => onHedgeChanged(ports, tasks, change),
    { isShared: true },
  )
  stack.defer(() => hedges.stop())
  return stack.move()
}
