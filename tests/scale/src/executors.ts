import type { BookedBet } from '@surefoot/checker'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChildLog } from './child-log.ts'
import { executorWord, READ_BOOKS, type ExecutorWord } from './executor-words.ts'

/** An executor process with simulated browsers. */
export interface Executor extends AsyncDisposable {
  readonly pid: number
  /** Every bet that its bookmakers took. */
  readonly readBooks: () => Promise<readonly BookedBet[]>
}

export interface ExecutorOptions {
  readonly natsUrl: string
  readonly browserMs: number
  readonly log: ChildLog
}

const MAIN = fileURLToPath(new URL('executor-main.ts', import.meta.url))

/** Throws if it does not come up. */
export async function startExecutor({
  natsUrl,
  browserMs,
  log,
}: ExecutorOptions): Promise<Executor> {
  const child = fork(MAIN, {
    env: { PATH: process.env['PATH'], NATS_URL: natsUrl, BROWSER_MS: String(browserMs) },
    stdio: log.stdio,
  })
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    if (child.connected) child.disconnect()
    await exited
  }
  await hear(child, 'ready')
  return {
    pid: child.pid ?? 0,
    readBooks: async () => {
      const heard = hear(child, 'books')
      child.send(READ_BOOKS)
      const word = await heard
      return word.say === 'books' ? word.bets : []
    },
    [Symbol.asyncDispose]: stop,
  }
}

/** The next word of this kind. Throws if the process ends before it. */
async function hear(child: ChildProcess, wanted: ExecutorWord['say']): Promise<ExecutorWord> {
  const ended = new AbortController()
  const onExit = (): void => ended.abort(new Error('an executor process ended before its time'))
  child.once('exit', onExit)
  try {
    for (;;) {
      const [message] = await once(child, 'message', { signal: ended.signal })
      const word = executorWord.parse(message)
      if (word.say === wanted) return word
    }
  } finally {
    child.off('exit', onExit)
  }
}
