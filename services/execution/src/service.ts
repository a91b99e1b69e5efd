import { execRequest, hedgeChanged, METRICS, observe, stampNow } from '@surefoot/shared'
import { onExecRequest } from './on-exec-request.ts'
import { onHedgeChanged } from './on-hedge-changed.ts'
import type { Ports } from './ports.ts'
import { createStatements } from './statements.ts'
import { createTasks, type Tasks } from './tasks.ts'
import { createWatchdog } from './watchdog.ts'

/**
 * How many are prepared and placed at once; those that search for a leg do not count. One whose browser is silent takes half
 * a minute, and others are not to wait for it. What the ledger cannot take waits in the queue, where it is dropped unplaced
 * when it is too old.
 */
const EXECUTIONS_AT_ONCE = 32

export interface ExecutionOptions {
  /** Off in safe mode; with it the statements, because a simulated browser has no bets to read. */
  readonly hasWatchdog: boolean
}

/** Listen to requests and hedges, and look after what is open. Disposing takes no more and waits for what is in hand. */
export async function createExecution(
  ports: Ports,
  { hasWatchdog }: ExecutionOptions,
): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const tasks = stack.use(createTasks(ports.logger))
  if (hasWatchdog) stack.use(await beginLooking(ports, tasks))
  const requests = await ports.bus.work(
    execRequest,
    (request) => onExecRequest(ports, tasks, request),
    { concurrency: EXECUTIONS_AT_ONCE },
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

/** Look at once and then again and again: after what is open, and at the accounts' bets. */
async function beginLooking(ports: Ports, tasks: Tasks): Promise<AsyncDisposable> {
  const { bus, clock, settings } = ports
  await using stack = new AsyncDisposableStack()
  const watchdog = createWatchdog(ports, tasks)
  const statements = createStatements(ports, stack.use(createTasks(ports.logger)))
  let lookedAtMs: number | null = null
  const lookAfter = async (): Promise<void> => {
    await watchdog.look()
    lookedAtMs = stampNow(bus.ledgerClock)
  }
  stack.use(
    observe([METRICS.watchdogLooked], (tell) => {
      if (lookedAtMs !== null) tell(METRICS.watchdogLooked, {}, lookedAtMs / 1000)
    }),
  )
  const looks = [
    [settings.watchEveryMs, quietly(ports, 'the watchdog could not look', lookAfter)],
    [settings.statementEveryMs, quietly(ports, 'statements were not asked for', statements.look)],
  ] as const
  for (const [everyMs, look] of looks) {
    stack.use(clock.every(everyMs, look))
    await look()
  }
  return stack.move()
}

/** What a look could not do, the next one does. */
function quietly({ logger }: Ports, complaint: string, look: () => Promise<void>) {
  return async (): Promise<void> => {
    await look().catch((error: unknown) => logger.warn({ err: error }, complaint))
  }
}
