import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { BUDGET_MS, type CatchingHarness, type CatchingTest, type Mutant } from './mutant.ts'

const run = promisify(execFile)

/** `clean`: nothing was found. `caught`: what was named failed. `broken`: something else did, which proves nothing. */
export interface Verdict {
  readonly verdict: 'clean' | 'caught' | 'broken'
  readonly details: string
}

const REPORT = 'mutant-report.json'

/** Run the test or harness of a mutant in a folder, with or without the bug. */
export function runCatcher(dir: string, { caughtBy }: Mutant): Promise<Verdict> {
  return caughtBy.kind === 'test' ? runTest(dir, caughtBy) : runHarness(dir, caughtBy)
}

const testReport = z.object({
  testResults: z.array(
    z.object({
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), title: z.string(), status: z.string() }),
      ),
    }),
  ),
})

async function runTest(dir: string, { file, title }: CatchingTest): Promise<Verdict> {
  // A pattern: what is no letter, number or space stands for any character.
  const named = ['--testNamePattern', title.replaceAll(/[^\p{L}\p{N} ]/gu, '.')]
  const args = ['run', file, ...named, '--reporter=json', `--outputFile=${REPORT}`]
  const { output, content } = await runForReport(dir, join(dir, 'node_modules/.bin/vitest'), args)
  const report = testReport.safeParse(content)
  if (!report.success) return { verdict: 'broken', details: output }
  const tests = report.data.testResults.flatMap((each) => each.assertionResults)
  const chosen = tests.filter((test) => test.title.startsWith(title))
  if (chosen.some((test) => test.status === 'failed')) return { verdict: 'caught', details: title }
  return chosen.some((test) => test.status === 'passed')
    ? { verdict: 'clean', details: '' }
    : { verdict: 'broken', details: `${file} ran no test "${title}…"; ${output}` }
}

const harnessReport = z.object({
  violations: z.array(z.looseObject({ invariant: z.string() })),
})

async function runHarness(dir: string, { script, args }: CatchingHarness): Promise<Verdict> {
  const entry = script === 'simulate' ? 'simulation' : script
  const all = [`tests/${entry}/src/main.ts`, ...args, '--report', REPORT]
  const { output, content } = await runForReport(dir, process.execPath, all)
  const report = harnessReport.safeParse(content)
  if (!report.success) return { verdict: 'broken', details: output }
  const broken = new Set(report.data.violations.map((violation) => violation.invariant))
  return broken.size === 0
    ? { verdict: 'clean', details: '' }
    : { verdict: 'caught', details: [...broken].toSorted().join(', ') }
}

const LONGEST_OUTPUT = 2000

/** A command that fails is expected here: what counts is what it reports. */
async function runForReport(
  cwd: string,
  command: string,
  args: readonly string[],
): Promise<{ readonly output: string; readonly content: unknown }> {
  const path = join(cwd, REPORT)
  await rm(path, { force: true })
  const ended = await run(command, [...args], {
    cwd,
    timeout: BUDGET_MS,
    maxBuffer: 64_000_000,
  }).then(
    () => '',
    (error: unknown) => String(error),
  )
  const text = await readFile(path, 'utf8').catch(() => null)
  return { output: ended.slice(-LONGEST_OUTPUT), content: text === null ? null : JSON.parse(text) }
}
