import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runLane } from '../src/run-lane.ts'

/** Within the package, so that its files find vitest. */
const NEAR = join(import.meta.dirname, '../node_modules')
const REPORTER = join(import.meta.dirname, '../src/count-reporter.ts')
const PASSES = `import { test } from 'vitest'; test('passes', () => {})`
const FAILS = `import { describe, expect, test } from 'vitest'
describe('a house', () => { test('is red', () => { expect('red').toBe('green') }) })`
const BROKEN = `throw new Error('no tests here')`

test('which tests failed, and by what, is known when a run has ended', async () => {
  const dir = await mkdtemp(join(NEAR, '.count-reporter-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const files = { 'a.test.ts': PASSES, 'b.test.ts': FAILS, 'c.test.ts': BROKEN }
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text)
  const { counts, faults } = await runLane({
    name: 'lane',
    command: ['vitest', 'run', '--root', dir, '--reporter', REPORTER],
    print: () => {},
    graceMs: 60_000,
    signal: new AbortController().signal,
  })
  expect(faults).toEqual([])
  expect(counts).toMatchObject({ passed: 1, failed: 2 })
  expect(counts.failures).toEqual([
    expect.stringMatching(/^b\.test\.ts > a house > is red\n.*expected 'red' to be 'green'/s),
    expect.stringMatching(/^c\.test\.ts\n.*no tests here/s),
  ])
})
