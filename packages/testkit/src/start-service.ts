import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './child-environment.ts'
import type { SkewedClock } from './open-skewed-clock.ts'

export type ServiceName =
  | 'audit'
  | 'browser-executor'
  | 'execution'
  | 'gateway'
  | 'hedge'
  | 'notify'
  | 'scanner'
  | 'worker'

/** A service's process; disposing ends it with SIGTERM and waits until it has exited. */
export interface ServiceProcess extends AsyncDisposable {
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
  /** What it has written so far, to both of its outputs. */
  readonly output: () => string
}

export interface StartOptions {
  /** What its machine's wall clock shows; left out: the time. */
  readonly clock?: SkewedClock
}

/** Start a service as it runs in production: its `main.ts` in a process. */
export function startService(
  service: ServiceName,
  environment: Readonly<Record<string, string>>,
  { clock }: StartOptions = {},
): ServiceProcess {
  const main = fileURLToPath(new URL(`../../../services/${service}/src/main.ts`, import.meta.url))
  const child = spawn(process.execPath, [...(clock?.arguments ?? []), main], {
    env: { ...childEnvironment(), SAFE_MODE: 'off', ...clock?.environment, ...environment },
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
