import { beforeAll, describe, expect, test } from 'vitest'
import { runCrashpoints } from '../src/crashpoints.ts'
import type { Report } from '../src/report.ts'
import { SCENARIOS } from '../src/scenario.ts'

const FEWEST_CASES = 300

let report: Report

beforeAll(async () => {
  report = await runCrashpoints({ only: '', onRun: () => undefined })
}, 600_000)

describe('whatever happens to a process at any of its words', () => {
  test.each(SCENARIOS)('in $name nothing is doubled, lost or left naked', ({ name }) => {
    const found = report.violations.filter((one) => one.case?.startsWith(`${name}/`))
    expect(found).toEqual([])
    expect(report.scenarios[name]).toBeGreaterThan(0)
  })

  test('the ledger’s chain stands and the run as a whole shows something', () => {
    expect(report.violations.filter((one) => one.case === null)).toEqual([])
    expect(report.cases).toBeGreaterThanOrEqual(FEWEST_CASES)
  })
})
