/** A set-up file of every test file: whoever starts a process ends it, and a file that leaves one behind fails. */
import { findProcesses, type FoundProcess } from '@surefoot/servers/processes'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll } from 'vitest'

/** Carried by what a file starts, and by what that starts. */
const FILE_MARK = 'SUREFOOT_TEST_FILE'
/** What has been asked to end may take this long on a busy machine. */
const PATIENCE_MS = 30_000
const CHECK_EVERY_MS = 50
const HOOK_MS = 60_000

const value = randomUUID()
process.env[FILE_MARK] = value

// Registered before the file's own hooks, and so run after them.
afterAll(async () => {
  const giveUpAt = performance.now() + PATIENCE_MS
  let left = await findLeft()
  while (left.length > 0 && performance.now() < giveUpAt) {
    await delay(CHECK_EVERY_MS)
    left = await findLeft()
  }
  if (left.length === 0) return
  for (const { pid } of left) process.kill(pid, 'SIGKILL')
  const list = left.map(({ pid, command }) => `${pid} ${command}`).join('\n')
  throw new Error(
    `This file started processes and left them running (they are killed now):\n${list}`,
  )
}, HOOK_MS)

async function findLeft(): Promise<FoundProcess[]> {
  const all = [
    ...(await findProcesses({ variable: FILE_MARK, value })),
    ...(await findProcesses({ startedBy: process.pid })),
  ]
  return [...new Map(all.map((one) => [one.pid, one])).values()]
}
