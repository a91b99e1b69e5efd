import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ROOT } from './paths.ts'

const MOST_OUTPUT_BYTES = 64 * 1024 * 1024

/** Run a program in the checkout. Returns what it printed; throws, with its own words, if it fails. */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    maxBuffer: MOST_OUTPUT_BYTES,
  })
  return stdout.trim()
}
