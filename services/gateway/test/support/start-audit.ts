import { childEnvironment, createDatabase } from '@surefoot/testkit'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const MAIN = join(import.meta.dirname, '../../../audit/src/main.ts')

export interface LedgerProcess extends AsyncDisposable {
  /** Nothing is answered, and nothing refused: requests wait in vain. */
  readonly pause: () => void
  readonly resume: () => void
}

/** The real ledger, as a process of its own on a new database. */
export async function startAudit(natsUrl: string): Promise<LedgerProcess> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await createDatabase())
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...childEnvironment(),
      NATS_URL: natsUrl,
      DATABASE_URL: database.url,
      SAFE_MODE: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stack.defer(() => end(child))
  await ready(child)
  const owned = stack.move()
  return {
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function ready({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('audit says nothing')
  const said: string[] = []
  const lines = createInterface({ input: stdout })
  for await (const line of lines) {
    said.push(line)
    if (line.includes('audit is ready')) break
  }
  // What it says later is not read, and must not fill the pipe.
  stdout.resume()
  if (!said.at(-1)?.includes('audit is ready')) throw new Error(`audit ended:\n${said.join('\n')}`)
}
