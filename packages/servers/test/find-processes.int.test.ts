import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { findProcesses } from '../src/find-processes.ts'

test('a process is found by its environment and by who started it, and not once it has ended', async () => {
  const value = randomUUID()
  const child = spawn('sleep', ['600'], { stdio: 'ignore', env: { ...process.env, MARK: value } })
  const ended = once(child, 'exit')
  try {
    const found = [expect.objectContaining({ pid: child.pid, command: 'sleep 600' })]
    const marked = { variable: 'MARK', value }
    await expect.poll(() => findProcesses(marked)).toEqual(found)
    expect(await findProcesses({ startedBy: process.pid })).toEqual(expect.arrayContaining(found))
    expect(await findProcesses({ ...marked, value: value.slice(1) })).toEqual([])
    child.kill('SIGKILL')
    await ended
    expect(await findProcesses(marked)).toEqual([])
  } finally {
    child.kill('SIGKILL')
    await ended
  }
})
