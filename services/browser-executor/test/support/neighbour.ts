import { childEnvironment } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Neighbour extends AsyncDisposable {
  /** The first line that was waited for. */
  readonly ready: string
  readonly pid: number
  /** With its exit code, or null if a signal ended it. */
  readonly ended: Promise<number | null>
}

export interface NeighbourOptions {
  /** From the root of the repository. */
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  readonly isReady: (line: string) => boolean
}

const root = new URL('../../../../', import.meta.url)

/** Another process of the product, as it really runs. Ended when disposed. */
export async function startNeighbour({
  entry,
  env,
  isReady,
}: NeighbourOptions): Promise<Neighbour> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(entry, root))], {
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>()
  child.once('exit', (code) => end(code))
  const lines = createInterface(child.stdout)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  lines.on('line', (line) => {
    if (isReady(line)) resolve(line)
  })
  void ended.then(() => reject(new Error(`${entry} ended before it was ready`)))
  const ready = await promise
  return {
    ready,
    pid: child.pid ?? 0,
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      // One that a test has made stand still hears nothing else.
      child.kill('SIGCONT')
      await ended
    },
  }
}
