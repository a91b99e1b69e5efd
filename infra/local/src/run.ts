import { asSentence } from '@surefoot/shared/runtime'
import { setTimeout as delay } from 'node:timers/promises'
import { untilJoined } from './dev/left-out.ts'
import { findMarked, findProfileLocks, findRedisLocks, isAlive } from './left-behind.ts'
import { messageOf } from './message-of.ts'
import { closeAccounts, drain } from './pilot/land.ts'
import { printNextSteps } from './next-steps.ts'
import { narrate } from './pilot/narrate.ts'
import { createOperator } from './pilot/operator.ts'
import { fly, importContracts } from './pilot/pilot.ts'
import type { Report } from './report.ts'
import type { Bookmakers } from './sandbox.ts'
import type { Screen } from './screen.ts'
import type { Stack } from './stack.ts'
import { createWaiting, type Waiting } from './waiting.ts'

/** What a run needs of a stack, wherever it runs. */
export type FlownStack = Pick<
  Stack,
  'gatewayUrls' | 'operatorToken' | 'sources' | 'redisUrl' | 'failed'
> & { readonly sandbox: Bookmakers; readonly leftOut?: Stack['leftOut'] }

export interface RunOptions {
  readonly stack: FlownStack
  readonly screen: Screen
  readonly isManual: boolean
  /** How long to trade, from the moment that both accounts are RUNNING; null: until Ctrl-C. */
  readonly forSeconds: number | null
  /** Ctrl-C. */
  readonly signal: AbortSignal
  /** What a stop waits for is listed here. */
  readonly shutdown?: Waiting
}

export interface RunEnd {
  readonly startedAt: Date
  readonly matchLocks: string[]
  readonly faults: string[]
}

/** Fly until it has traded for as long as asked, Ctrl-C or a failure; then drain and close the accounts. Never throws: faults are listed. */
export async function runDesk(options: RunOptions): Promise<RunEnd> {
  const { stack, screen, signal } = options
  const { during } = options.shutdown ?? createWaiting()
  const startedAt = new Date()
  const faults: string[] = []
  const note = (error: unknown): void => {
    faults.push(messageOf(error))
    screen.bad(messageOf(error))
  }
  await trade({ ...options, startedAt }).catch((error: unknown) => {
    if (!signal.aborted) note(error)
  })
  const missing = (stack.leftOut ?? []).filter((one) => !one.isUp()).map(({ name }) => name)
  if (missing.length > 0) {
    screen.warn(`not running: ${missing.join(', ')}. What is open stays open until the next start`)
  } else {
    const operator = createOperator(stack.gatewayUrls, stack.operatorToken)
    await during('every execution to be closed', drain(operator, screen)).catch(note)
    await during('both accounts to be switched off', closeAccounts(operator, screen)).catch(note)
  }
  const matchLocks = await findRedisLocks(stack.redisUrl).catch((error: unknown) => {
    note(new Error(`The locks in Redis could not be read: ${messageOf(error)}`))
    return []
  })
  return { startedAt, matchLocks, faults }
}

/** What is still there when the stack has stopped and all should be gone. */
export async function findLeftBehind(
  stack: Stack,
  matchLocks: readonly string[],
): Promise<Report['leftBehind']> {
  return {
    processes: await untilNoneIsLeft(stack),
    locks: [...matchLocks, ...(await findProfileLocks(stack.profilesDir))],
  }
}

/** A browser whose executor was killed ends a moment later, by itself. */
const ENDS_BY_ITSELF_MS = 10_000
const CHECK_EVERY_MS = 50

async function untilNoneIsLeft(stack: Stack): Promise<string[]> {
  const until = performance.now() + ENDS_BY_ITSELF_MS
  for (;;) {
    const marked = await findMarked(stack.mark)
    const left = [
      ...marked.map(({ pid, command }) => `${pid} ${command}`),
      ...stack.serverPids.filter(isAlive).map((pid) => `${pid} server`),
    ]
    if (left.length === 0 || performance.now() > until) return left
    await delay(CHECK_EVERY_MS)
  }
}

/** Until the time is over, Ctrl-C, or the stack cannot go on; throws only for the last. */
async function trade(options: RunOptions & { readonly startedAt: Date }): Promise<void> {
  const { stack, screen, isManual, forSeconds, startedAt } = options
  const leftOut = stack.leftOut ?? []
  const ending = new AbortController()
  const signal = AbortSignal.any([options.signal, ending.signal])
  const operator = createOperator(stack.gatewayUrls, stack.operatorToken, signal)
  const failed = stack.failed.then((reason) => {
    throw new Error(reason)
  })
  const pilot = { operator, sandbox: stack.sandbox, screen, signal }
  const flight = (async () => {
    await untilJoined(leftOut, pilot)
    await importContracts(pilot)
    if (isManual) {
      await printNextSteps(pilot)
      return untilAborted(signal)
    }
    // Whoever debugs a service takes the time that it takes.
    await (leftOut.length > 0 ? fly(pilot) : withinStart(fly(pilot), signal))
    const narration = narrate({ ...pilot, since: startedAt.toISOString() })
    // From here: how long a machine takes to open two browsers is not trading.
    await (forSeconds === null ? narration : Promise.race([narration, pause(forSeconds, signal)]))
    ending.abort()
    await narration.catch(() => undefined)
  })().catch((error: unknown) => {
    if (leftOut.length === 0 || signal.aborted) throw error
    screen.warn(`${asSentence(messageOf(error))} The pilot is over; do its part on the console`)
    return untilAborted(signal)
  })
  try {
    await Promise.race([untilAborted(options.signal), failed, flight])
  } finally {
    ending.abort()
    await flight.catch(() => undefined)
  }
}

/** Two browsers on a busy machine; more than this is a fault of its own. */
const START_LIMIT_S = 600

async function withinStart(flown: Promise<void>, signal: AbortSignal): Promise<void> {
  const late = pause(START_LIMIT_S, signal).then(() => {
    if (signal.aborted) return
    throw new Error(`The desk did not trade within ${START_LIMIT_S / 60} minutes of its start.`)
  })
  late.catch(() => undefined)
  await Promise.race([flown, late])
}

/** That many seconds, or until the signal. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return delay(seconds * 1000, undefined, { signal }).catch(() => undefined)
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
}
