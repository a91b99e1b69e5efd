import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ROOT } from './paths.ts'

/** Build the console and the extension; what has not changed is taken from the cache. */
export async function buildApps(signal: AbortSignal): Promise<void> {
  await promisify(execFile)('turbo', ['run', 'build', '--output-logs=errors-only'], {
    cwd: ROOT,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    signal,
  }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new Error(
      'The console and the extension could not be built: run `pnpm turbo run build`',
      {
        cause,
      },
    )
  })
}
