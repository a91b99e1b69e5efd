import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** Who runs, or ran last, in a folder. */
const owner = z.object({
  pid: z.number().int(),
  startedAt: z.string(),
  /** The mark in the environment of each of its processes. */
  mark: z.string(),
})
export type Owner = z.infer<typeof owner>

export interface FolderLock extends Disposable {
  /** The run before this one; undefined when there was none. */
  readonly previous: Owner | undefined
}

/** Another stack runs in this folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly code = 'FOLDER_IN_USE'
}

/**
 * Make a folder this process's own. The lock is the system's lock on a file, so that one of a killed process is gone with
 * it, and a number that another process has got since means nothing. Throws FolderInUse, with who has it.
 */
export function lockFolder(dir: string, mark: string): FolderLock {
  const folder = join(dir, 'run')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'owner.json')
  const previous = readOwner(file)
  const database = new DatabaseSync(join(folder, 'lock.sqlite'))
  try {
    // The rollback journal's exclusive lock is held until the transaction ends, which it never does.
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    const who = previous
      ? `process ${previous.pid}, since ${previous.startedAt},`
      : 'another process'
    throw new FolderInUse(
      `Surefoot runs already on ${dir}: ${who} has it. End that run with Ctrl-C, or start this one in another checkout with --port.`,
      { cause },
    )
  }
  const startedAt = new Date().toISOString()
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt, mark } satisfies Owner))
  return { previous, [Symbol.dispose]: () => void (database.isOpen && database.close()) }
}

function readOwner(file: string): Owner | undefined {
  try {
    return owner.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // None, or one that was cut off while it was written: then nothing is known of an earlier run.
    return undefined
  }
}
