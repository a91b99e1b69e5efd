import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ServiceProcess extends AsyncDisposable {
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
  /** What it has written so far. */
  readonly output: () => string
}

/** Starts a service's `main.ts`, a path relative to this file, as the product does. */
export function startProcess(path: string, env: Record<string, string>): ServiceProcess {
  const main = fileURLToPath(new URL(path, import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], SAFE_MODE: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (written += chunk.toString()))
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await exited
  }
  return { kill, output: () => written, [Symbol.asyncDispose]: () => kill('SIGTERM') }
}
