import { execRequest, hedgeChanged, type ExecRequest } from '@surefoot/shared/messages'
import { METRICS, observe, stampNow } from '@surefoot/shared/runtime'
import { finishExecution } from './finish/finish-execution.ts'
import type { Ports } from './ports.ts'
import { runExecution } from './saga/run-execution.ts'
import { createStatements } from './statements/statements.ts'
import { createTasks, type Tasks } from './tasks.ts'
import { createWatchdog } from './watchdog/watchdog.ts'

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
    // Its stake counts, and its execution may be over. Without this event the watchdog does it later.
    ({ executionId }) =>
      tasks.run(executionId, async () => {
        await finishExecution(ports, executionId)
      }),
    { isShared: true },
  )
  stack.defer(() => hedges.stop())
  return stack.move()
}

/**
 * Carry out a request while it is fresh. The same request again, at once or later, changes nothing. Returns when the
 * execution ends or waits for a provider: the search for a leg is not to keep another desk's request in the queue, and a
 * process that dies meanwhile leaves the leg to the watchdog, as the ledger has it.
 */
async function onExecRequest(ports: Ports, tasks: Tasks, request: ExecRequest): Promise<void> {
  const { executionId } = request
  const waiting = Promise.withResolvers<void>()
  const run = tasks.run(executionId, () => runExecution(ports, request, waiting.resolve))
  await Promise.race([run, waiting.promise])
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
