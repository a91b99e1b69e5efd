import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { report } from '../src/report.ts'

const run = promisify(execFile)
const MAIN = join(import.meta.dirname, '../src/main.ts')
const LINE = /^\d+\.\d (\S+: |ledger |fault )/

async function simulate(...args: readonly string[]): Promise<{ stdout: string; written: unknown }> {
  const dir = await mkdtemp(join(tmpdir(), 'surefoot-simulate-'))
  const file = join(dir, 'report.json')
  const { stdout } = await run(process.execPath, [MAIN, ...args, '--report', file], {
    maxBuffer: 50_000_000,
  })
  const written: unknown = JSON.parse(await readFile(file, 'utf8'))
  await rm(dir, { recursive: true })
  return { stdout, written }
}

it('the command says in its report what the seeds came to', async () => {
  const { written, stdout } = await simulate('--seeds', '3', '--seed', '7')
  expect(report.parse(written)).toMatchObject({ seeds: 3, firstSeed: 7, violations: [] })
  expect(stdout).toContain('3 seeds from 7')
}, 60_000)

it('a seed replayed in another process happens in the same way, event by event', async () => {
  const eventsOf = ({ stdout }: { stdout: string }): string[] =>
    stdout.split('\n').filter((line) => LINE.test(line))
  const asked = ['--seeds', '1', '--seed', '12', '--trace']
  const [first, second] = [await simulate(...asked), await simulate(...asked)]
  expect(eventsOf(first).length).toBeGreaterThan(500)
  expect(eventsOf(second)).toEqual(eventsOf(first))
}, 60_000)
