import { openTempDir } from '@surefoot/testkit'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { report } from '../src/report.ts'

const MAIN = new URL('../src/main.ts', import.meta.url).pathname
/** Servers and services start, and a slow machine is let to finish what it began. */
const PATIENT_MS = 240_000

test(
  'some desks on real servers and services bet what the ledger says, and the report tells what it costs',
  async () => {
    await using dir = await openTempDir()
    const path = join(dir.path, 'report.json')
    const args = ['--desks', '3', '--seconds', '4', '--browser-ms', '10', '--report', path]
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args])
    const { measurements } = report.parse(JSON.parse(await readFile(path, 'utf8')))
    const [one] = measurements
    expect(one).toMatchObject({ desks: 3, intervalMs: 3000, violations: [] })
    // Two bets an execution, and the closed loop lets no desk wait.
    expect(one?.bets).toBeGreaterThanOrEqual(6)
    expect(one?.closedLoop.ends.accepted).toBeGreaterThanOrEqual(3)
    expect(one?.memoryMb['audit']).toBeGreaterThan(0)
    expect(stdout).toContain('No violation.')
  },
  PATIENT_MS,
)
