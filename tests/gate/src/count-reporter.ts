import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { COUNTS_FILE, formatCounts, type Counts } from './counts.ts'

/** Ends a run with how many tests passed and failed: in the file that the gate reads, else as the run's last line. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const found = count(modules, errors)
    const file = process.env[COUNTS_FILE]
    if (file === undefined) process.stdout.write(`\n${formatCounts(found)}\n`)
    else writeFileSync(file, JSON.stringify(found))
  }
}

/** A file that fails outside its tests counts as one failed test, and so does an error that belongs to none. */
function count(modules: readonly TestModule[], errors: readonly unknown[]): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const inState = (state: string): number =>
    tests.filter((test) => test.result().state === state).length
  const broken = modules.filter(
    (module) => module.state() === 'failed' && module.errors().length > 0,
  )
  return {
    passed: inState('passed'),
    failed: inState('failed') + broken.length + errors.length,
    skipped: inState('skipped'),
  }
}
