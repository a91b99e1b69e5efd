import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const BENCH = new URL('../../../packages/provider/bench/map-frame.ts', import.meta.url)

/** What mapping a frame of prices costs beside parsing it, as the provider package measures it: one line a frame. */
export async function mapFrames(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [BENCH.pathname])
  return stdout.trim().split('\n')
}
