import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { readUsage } from '../src/processor-time.ts'

test.runIf(process.platform === 'linux')(
  'the time and memory of a process include those of its children',
  async () => {
    const busy = `const { spawn } = require('node:child_process')
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' }).once('spawn', () => console.log('up'))
      process.on('SIGTERM', () => process.kill(0, 'SIGKILL'))`
    const child = spawn(process.execPath, ['-e', busy], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    try {
      await once(child.stdout, 'data')
      const before = await readUsage([child.pid ?? 0])
      // Only the grandchild does anything.
      await vi.waitFor(
        async () =>
          expect((await readUsage([child.pid ?? 0])).cpuMs).toBeGreaterThan(before.cpuMs + 100),
        { timeout: 120_000 },
      )
      expect(before.memoryMb).toBeGreaterThan(10)
    } finally {
      child.kill('SIGTERM')
      await exited
    }
  },
)
