import type { Logger } from '@surefoot/shared/runtime'

/** What this process has in hand, each by one task at a time. */
export interface Tasks extends AsyncDisposable {
  /**
   * Run a task for an execution, or an account, unless one is running; ends when it ends. What it throws is logged: the
   * ledger holds how far it came, and the next look goes on from there.
   */
  readonly run: (subject: string, task: () => Promise<void>) => Promise<void>
}

/** Disposing waits for the tasks in hand. */
export function createTasks(logger: Logger): Tasks {
  const running = new Map<string, Promise<void>>()
  return {
    run: async (subject, task) => {
      if (running.has(subject)) return
      const run = task().catch((error: unknown) => {
        logger.error({ err: error, subject }, 'a task was left to the next look')
      })
      running.set(subject, run)
      await run
      running.delete(subject)
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(running.values())
    },
  }
}
