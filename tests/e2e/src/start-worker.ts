import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface WorkerProcess extends AsyncDisposable {
  /** Every line of its log so far. */
  readonly log: readonly string[]
  /** Ask it to end; answers the code that it ended with, null if it had to be killed. */
  readonly end: () => Promise<number | null>
}

const ENTRY = fileURLToPath(new URL('../../../services/worker/src/main.ts', import.meta.url))

/** A worker in a process of its own; it needs NATS alone to begin. */
export function startWorker(settings: NodeJS.ProcessEnv): WorkerProcess {
  const child = spawn(process.execPath, [ENTRY], {
    env: { ...process.env, NODE_ENV: 'test', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const log: string[] = []
  createInterface(child.stdout).on('line', (line) => void log.push(line))
  const exited = once(child, 'exit').then(() => child.exitCode)
  return {
    log,
    end: () => {
      child.kill('SIGTERM')
      return exited
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
