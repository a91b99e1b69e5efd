import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTempDir } from './temp-dir.ts'

/** The wall clock of a machine, which may be off and may be set while processes run on it. */
export interface SkewedClock extends AsyncDisposable {
  /** Put it ahead of the time by so much; below 0: behind. */
  readonly set: (offsetMs: number) => void
  /** What a process of this machine is started with. */
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

const PRELOAD = new URL('./skewed-clock.ts', import.meta.url).href

export async function openSkewedClock(offsetMs: number): Promise<SkewedClock> {
  const folder = await openTempDir()
  const file = join(folder.path, 'clock-offset')
  const set = (ms: number): void => writeFileSync(file, String(ms))
  set(offsetMs)
  return {
    set,
    arguments: ['--import', PRELOAD],
    environment: { CLOCK_OFFSET_FILE: file },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}
