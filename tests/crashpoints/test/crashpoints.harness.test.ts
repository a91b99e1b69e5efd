import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCrashpoints, type Crashpoints } from '../src/crashpoints.ts'
import { SCENARIOS } from '../src/scenario.ts'

const FEWEST_CASES = 300
/** All scenarios share the processors, and the machine may have other work: the figure is in the report, not here. */
const SLOWEST_MACHINE_MS = 1_800_000

let crashpoints: Crashpoints

beforeAll(async () => {
  crashpoints = await openCrashpoints({ only: '', onRun: () => undefined })
})
afterAll(() => crashpoints[Symbol.asyncDispose](), SLOWEST_MACHINE_MS)

describe('whatever happens to a process at any of its boundaries', () => {
  test.each(SCENARIOS)(
    'each case of $name comes to its fault and to its end',
    async ({ name }) => {
      const runs = await crashpoints.untilEnded(name)
      const byCase = Map.groupBy(runs, (run) => run.name)
      const missed = [...byCase].filter(([, tries]) => !tries.some(({ isGood }) => isGood))
      expect(missed.map(([each]) => each)).toEqual([])
      expect(byCase.size).toBeGreaterThan(1)
    },
    SLOWEST_MACHINE_MS,
  )

  test(
    'nothing is doubled, lost or left naked, and the chain of the ledger is whole',
    async () => {
      const report = await crashpoints.judge()
      expect(report.violations).toEqual([])
      expect(report.cases).toBeGreaterThanOrEqual(FEWEST_CASES)
    },
    SLOWEST_MACHINE_MS,
  )
})
