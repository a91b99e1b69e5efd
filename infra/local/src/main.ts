import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readArguments, type Arguments } from './arguments.ts'
import { ROOT } from './paths.ts'
import { isGood, type Report } from './report.ts'
import { findLeftBehind, runDesk } from './run.ts'
import { createScreen } from './screen.ts'
import { openStack } from './stack.ts'
import { summarise } from './summarise.ts'

const screen = createScreen(process.stdout)
const reading = readArguments(process.argv.slice(2))
if (reading.ok) process.exitCode = await start(reading.arguments)
else {
  screen.bad(reading.message)
  process.exitCode = 2
}

/** Run the whole system; returns the exit code. */
async function start({ reportFile, ...run }: Arguments): Promise<number> {
  const { forSeconds } = run
  const signal = onCtrlC()
  try {
    const report = await runStack({ ...run, signal })
    if (reportFile !== null) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`)
    summarise(report, screen)
    return forSeconds === null || isGood(report) ? 0 : 1
  } catch (error) {
    if (signal.aborted) {
      screen.good('stopped before it was up; nothing is left running')
      return 0
    }
    screen.bad(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function runStack({
  replicas,
  ...run
}: Omit<Arguments, 'reportFile'> & { signal: AbortSignal }): Promise<Report> {
  const dir = join(ROOT, '.surefoot')
  const stack = await openStack({ dir, screen, signal: run.signal, replicas })
  try {
    screen.plain(`\n  Console: ${stack.link}\n`)
    const { matchLocks, ...result } = await runDesk({ ...run, stack, screen })
    await stack[Symbol.asyncDispose]()
    return { ...result, leftBehind: await findLeftBehind(stack, matchLocks) }
  } finally {
    await stack[Symbol.asyncDispose]()
  }
}

/** The first Ctrl-C ends the run in order. Later ones are heard too, and change nothing. */
function onCtrlC(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (!controller.signal.aborted) screen.plain('\nstopping …')
      controller.abort()
    })
  return controller.signal
}
