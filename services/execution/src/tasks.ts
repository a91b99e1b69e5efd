import type { Logger } from '@surefoot/shared'

/** Executions in this process's hands, each by one task at a time. */
export interface Tasks extends AsyncDisposable {
  /**
   * Run a task for an execution unless one is running; ends when it ends. What it throws is logged: the ledger holds how
   * far it came, and the watchdog goes on from there.
   */
  readonly run: (executionId: string, task: () => Promise<void>) => Promise<void>
}

/** Disposing waits for the tasks in hand. */
export function createTasks(logger: Logger): Tasks {
  const running = new Map<string, Promise<void>>()
  return {
    run: async (executionId, task) => {
      if (running.has(executionId)) return
      const run = task().catch((error: unknown) => {
        logger.error({ err: error, executionId }, 'an execution was left to the watchdog')
      })
      running.set(executionId, run)
      await run
      running.delete(executionId)
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(running.values())
    },
  }
}
