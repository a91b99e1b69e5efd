import {
  compareOverHttp,
  createOperator,
  createScreen,
  isGood,
  runDesk,
  summarise,
  type Report,
} from '@surefoot/local'
import { writeFile } from 'node:fs/promises'
import { readArguments, type Arguments } from './arguments.ts'
import { openComposeStack } from './compose-stack.ts'

const screen = createScreen(process.stdout)
const reading = readArguments(process.argv.slice(2))
if (reading.ok) process.exitCode = await smoke(reading.arguments)
else {
  screen.bad(reading.message)
  process.exitCode = 2
}

/** Fly the composition as `npm start -- --for` flies this machine's stack; returns the exit code. */
async function smoke({ forSeconds, reportFile }: Arguments): Promise<number> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort())
  try {
    const report = await fly(forSeconds, stopping.signal)
    if (reportFile !== null) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`)
    summarise(report, screen)
    if (isGood(report) && hasTraded(report)) return 0
    screen.bad('the composition did not do what it is for')
    return 1
  } catch (error) {
    screen.bad(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function fly(forSeconds: number, signal: AbortSignal): Promise<Report> {
  const stack = await openComposeStack(screen, signal)
  try {
    const run = { stack, screen, isManual: false, forSeconds, signal }
    const { matchLocks, startedAt, faults } = await runDesk(run)
    const operator = createOperator(stack.gatewayUrls, stack.operatorToken)
    const compared = await compareOverHttp({ operator, sandbox: stack.sandbox }, startedAt)
    const result = {
      ...compared,
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      endedBy: endOf(faults, signal),
      sources: [...stack.sources],
      faults,
    }
    const locks = [...matchLocks, ...(await stack.findProfileLocks())]
    if (result.faults.length > 0 || !hasTraded(result))
      screen.warn(`what the containers said is in ${await stack.keepLogs()}`)
    await stack[Symbol.asyncDispose]()
    return { ...result, leftBehind: { processes: await stack.remains(), locks } }
  } finally {
    await stack[Symbol.asyncDispose]()
  }
}

function endOf(faults: readonly string[], signal: AbortSignal): Report['endedBy'] {
  if (signal.aborted) return 'ctrl-c'
  return faults.length > 0 ? 'fault' : 'time'
}

/** Both accounts ran, and at least one execution had both its legs accepted. */
function hasTraded(result: Pick<Report, 'secondsToRunning' | 'bothAccepted'>): boolean {
  return result.secondsToRunning !== null && (result.bothAccepted ?? 0) > 0
}
