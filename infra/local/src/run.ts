import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRecord } from '@surefoot/shared'
import { setTimeout as delay } from 'node:timers/promises'
import { readBook } from './book.ts'
import { compareBooks } from './compare-books.ts'
import { findProcesses, findProfileLocks, findRedisLocks } from './left-behind.ts'
import { closeAccounts, drain } from './pilot/land.ts'
import { narrate } from './pilot/narrate.ts'
import { createOperator, type Operator } from './pilot/operator.ts'
import { fly, importContracts } from './pilot/pilot.ts'
import type { Report } from './report.ts'
import type { Bookmakers } from './sandbox.ts'
import type { Screen } from './screen.ts'
import type { Stack } from './stack.ts'

/** What a run needs of a stack, wherever it runs. */
export type FlownStack = Pick<
  Stack,
  'gatewayUrls' | 'operatorToken' | 'sources' | 'redisUrl' | 'failed'
> & { readonly sandbox: Bookmakers }

export interface RunOptions {
  readonly stack: FlownStack
  readonly screen: Screen
  readonly isManual: boolean
  readonly forSeconds: number | null
  /** Ctrl-C. */
  readonly signal: AbortSignal
}

/** Everything of the report that can be known while the stack still runs. */
export type RunResult = Omit<Report, 'leftBehind'> & { readonly matchLocks: string[] }

/** Fly until the time is over, Ctrl-C or a failure; then drain, close the accounts and hold the ledger against the books. */
export async function runDesk(options: RunOptions): Promise<RunResult> {
  const { stack, screen } = options
  const operator = createOperator(stack.gatewayUrls, stack.operatorToken)
  const startedAt = new Date()
  const faults: string[] = []
  const tell = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error)
    faults.push(message)
    screen.bad(message)
  }
  await trade({ ...options, operator, startedAt }).catch((error: unknown) => {
    if (!options.signal.aborted) tell(error)
  })
  const left = await drain(operator, screen).catch((error: unknown) => (tell(error), []))
  await closeAccounts(operator, screen).catch(tell)
  const records = await readRecords(operator, startedAt)
  const bets = (await readBook(stack.sandbox)).filter(
    (bet) => bet.placedAt >= startedAt.toISOString(),
  )
  const closed = records.filter(({ execution }) => execution.closedAt !== null)
  return {
    startedAt: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    sources: [...stack.sources],
    secondsToRunning: await readSecondsToRunning(operator, startedAt),
    executions: records.length,
    bothAccepted: closed.filter(({ execution }) => execution.final_status === 'success').length,
    hedged: records.filter(isHedged).length,
    failed: closed.filter(({ execution }) => execution.final_status === 'failed').length,
    stillOpen: left.length,
    expectedProfit: sumProfit(closed),
    bets: { ledger: countAccepted(records), books: bets.length },
    differences: compareBooks(records, bets),
    matchLocks: await findRedisLocks(stack.redisUrl),
    faults,
  }
}

/** What is still there when the stack has stopped and all should be gone. */
export async function findLeftBehind(
  stack: Stack,
  matchLocks: readonly string[],
): Promise<Report['leftBehind']> {
  return {
    processes: await findProcesses(stack.mark, stack.serverPids),
    locks: [...matchLocks, ...(await findProfileLocks(stack.profilesDir))],
  }
}

async function trade({
  stack,
  screen,
  isManual,
  forSeconds,
  signal,
  operator,
  startedAt,
}: RunOptions & { operator: Operator; startedAt: Date }): Promise<void> {
  const failed = stack.failed.then((reason) => {
    throw new Error(reason)
  })
  const over =
    forSeconds === null
      ? untilAborted(signal)
      : delay(forSeconds * 1000, undefined, { signal }).catch(() => undefined)
  const ending = new AbortController()
  const options = {
    operator,
    sandbox: stack.sandbox,
    screen,
    signal: AbortSignal.any([signal, ending.signal]),
  }
  const flight = (async () => {
    await importContracts(options)
    if (isManual) return untilAborted(options.signal)
    await fly(options)
    await narrate({ ...options, since: startedAt.toISOString() })
  })()
  try {
    await Promise.race([over, failed, flight])
  } finally {
    ending.abort()
    await flight.catch(() => undefined)
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
}

async function readRecords(operator: Operator, since: Date): Promise<ExecutionRecord[]> {
  const rows = await operator.executions()
  const mine = rows.filter((row) => row.timestamp >= since.toISOString())
  return Promise.all(mine.map((row) => operator.execution(row.id)))
}

/** From the ledger's transitions: when the later of the two accounts first was RUNNING. */
async function readSecondsToRunning(operator: Operator, since: Date): Promise<number | null> {
  const { transitions } = await operator.journal()
  const first = (account: string): number | undefined =>
    transitions
      .filter((one) => one.account === account && one.to === 'RUNNING')
      .map((one) => Date.parse(one.at) - since.getTime())
      .filter((ms) => ms >= 0)
      .toSorted((a, b) => a - b)[0]
  const [a, b] = [first('A'), first('B')]
  return a === undefined || b === undefined ? null : Math.round(Math.max(a, b) / 100) / 10
}

function isHedged({ legs }: ExecutionRecord): boolean {
  return legs.some((leg) => leg.role === 'H' && leg.state === 'ACCEPTED')
}

function countAccepted(records: readonly ExecutionRecord[]): number {
  return records.flatMap(({ legs }) => legs).filter((leg) => leg.state === 'ACCEPTED').length
}

function sumProfit(records: readonly ExecutionRecord[]): string {
  return fromMinor(
    records
      .filter(({ execution }) => execution.final_status === 'success')
      .reduce((sum, { execution }) => sum + toMinor(execution.expectedProfit), 0),
  )
}
