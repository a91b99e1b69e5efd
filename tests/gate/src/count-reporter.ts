import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
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

/** Lines of an error that are repeated at the run's end; the whole of it is further up. */
const ERROR_LINES = 12

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
    failures: [
      ...tests.flatMap((test) =>
        test.result().state === 'failed'
          ? [
              `${test.module.relativeModuleId} > ${test.fullName}\n${firstError(test.result().errors)}`,
            ]
          : [],
      ),
      ...broken.map((module) => `${module.relativeModuleId}\n${firstError(module.errors())}`),
      ...errors.map((error) => `outside every test\n${firstError([error])}`),
    ],
  }
}

function firstError(errors: readonly unknown[] = []): string {
  const [error] = errors
  const text =
    error instanceof Error || isErrorLike(error) ? (error.stack ?? error.message) : String(error)
  return stripVTControlCharacters(text).split('\n').slice(0, ERROR_LINES).join('\n')
}

function isErrorLike(value: unknown): value is { message: string; stack?: string } {
  return typeof value === 'object' && value !== null && 'message' in value
}
