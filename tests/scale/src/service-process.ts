import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChildLog } from './child-log.ts'

export type ServiceName = 'audit' | 'execution' | 'hedge'

export interface ServiceProcess extends AsyncDisposable {
  readonly pid: number
}

/** A service as it runs in production: its main.ts in a process of its own, which ends when disposed, or with us. */
export function startService(
  name: ServiceName,
  env: Readonly<Record<string, string>>,
  { stdio }: Pick<ChildLog, 'stdio'>,
): ServiceProcess {
  const main = fileURLToPath(new URL(`../../../services/${name}/src/main.ts`, import.meta.url))
  const child = fork(main, {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', SAFE_MODE: 'off', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio,
  })
  const exited = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      if (child.connected) child.disconnect()
      await exited
    },
  }
}
