import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { report } from '../src/summary.ts'

const MAIN = new URL('../src/main.ts', import.meta.url).pathname

test('the bench prints what a permit costs beside the floor, on the terminal and in its report', async () => {
  await using dir = await openTempDir()
  const path = join(dir.path, 'report.json')
  const args = [MAIN, '--executions', '3', '--no-frames', '--report', path]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const written = report.parse(JSON.parse(await readFile(path, 'utf8')))
  expect(written.executions).toBe(3)
  expect(written.requestToPermitMs.p50).toBeGreaterThan(0)
  expect(stdout).toContain(written.ratio.toFixed(2))
})
