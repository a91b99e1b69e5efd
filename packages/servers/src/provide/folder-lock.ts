import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findExecutable } from '../find-on-path.ts'
import type { Progress } from '../progress.ts'

/** Shorter waits need no line. */
const REPORT_AFTER_MS = 2_000

/**
 * Does the work while no other process, and no other caller of this one, does it in the same folder. The lock is the
 * kernel's (`flock`) and goes with the process that holds it. Where there is no flock (macOS) the work is done at once:
 * Homebrew keeps its own lock.
 */
export async function withFolderLock<T>(
  dir: string,
  progress: Progress,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dir, { recursive: true })
  const flock = await findExecutable(['flock'], process.env)
  if (flock === undefined) return work()
  // `cat` ends when our end of its input closes: also when we are killed.
  const holder = spawn(
    flock,
    ['--exclusive', join(dir, 'lock'), 'sh', '-c', 'echo held; exec cat'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    },
  )
  const late = setTimeout(
    () => progress.step('waiting for another start of this checkout, which is installing'),
    REPORT_AFTER_MS,
  )
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once('data', () => resolve())
      holder.once('error', reject)
      holder.once('exit', (code) => reject(new Error(`flock ended with code ${code} for ${dir}.`)))
    })
    clearTimeout(late)
    return await work()
  } finally {
    clearTimeout(late)
    holder.stdin.end()
  }
}
