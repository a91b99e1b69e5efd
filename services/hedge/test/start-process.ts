import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ServiceProcess extends AsyncDisposable {
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

/** A service as it runs in production: its main.ts in a process of its own. */
export function startProcess(
  mainPath: string,
  environment: Readonly<Record<string, string>>,
): ServiceProcess {
  const child = spawn(process.execPath, [new URL(mainPath, import.meta.url).pathname], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = once(child, 'exit')
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await exited
  }
  return { kill, [Symbol.asyncDispose]: () => kill('SIGTERM') }
}
