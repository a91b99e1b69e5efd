import { openSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the processes of the latest run say what went wrong; the next run begins anew. */
const LOG_DIR = fileURLToPath(new URL('../../../.surefoot/scale/', import.meta.url))

/** What the processes of one measurement write, in one file. */
export interface ChildLog {
  /** A child's standard streams; the channel to its parent ends it with us. */
  readonly stdio: ['ignore', number, number, 'ipc']
  /** Lines, each of which is an error: they log nothing else. */
  readonly count: () => Promise<number>
}

export async function openChildLog(name: string): Promise<ChildLog> {
  await mkdir(LOG_DIR, { recursive: true })
  const path = join(LOG_DIR, `${name}.log`)
  await rm(path, { force: true })
  const file = openSync(path, 'a')
  return {
    stdio: ['ignore', file, file, 'ipc'],
    count: async () => (await readFile(path, 'utf8')).split('\n').length - 1,
  }
}
