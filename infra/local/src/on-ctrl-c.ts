import type { Screen } from './screen.ts'
import type { Shutdown } from './shutdown.ts'

export interface Stopping {
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Say every ten seconds what is waited for, and end by force after the limit. Called when a stop has begun by itself. */
  readonly begin: () => void
  readonly end: () => void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** This process, or what stands for its signals in a test. */
export interface SignalSource {
  on(name: (typeof SIGNALS)[number], listener: () => void): unknown
  off(name: (typeof SIGNALS)[number], listener: () => void): unknown
}

export interface CtrlCOptions {
  readonly signals: SignalSource
  readonly screen: Screen
  readonly shutdown: Shutdown
  /** Ends this process; everything was killed. */
  readonly onForced: (killed: readonly string[]) => void
}

const SAY_EVERY_MS = 10_000
/** Longer than every limit of a stop in order together: an execution's, the browsers', each server's. */
const STOP_WITHIN_MS = 300_000
/** npm passes the terminal's Ctrl-C on: two signals in a moment are one press of the keys. */
const ONE_PRESS_MS = 500

/**
 * The first Ctrl-C ends the run in order; a second one says what is waited for; a third one kills at once. A stop that
 * takes longer than its limit ends as by the third.
 */
export function onCtrlC({ screen, shutdown, signals, onForced }: CtrlCOptions): Stopping {
  const controller = new AbortController()
  let timers: NodeJS.Timeout[] = []
  let presses = 0
  let pressedAt = Number.NEGATIVE_INFINITY
  const force = (): void => onForced(shutdown.killAll())
  const sayWaiting = (): void => {
    const waits = shutdown.list()
    screen.step(waits.length > 0 ? `waiting for: ${waits.join('; ')}` : 'stopping')
  }
  const begin = (): void => {
    if (timers.length > 0) return
    timers = [setInterval(sayWaiting, SAY_EVERY_MS), setTimeout(force, STOP_WITHIN_MS)]
  }
  const onSignal = (): void => {
    const now = performance.now()
    if (now - pressedAt < ONE_PRESS_MS) return
    pressedAt = now
    presses += 1
    if (presses === 1) {
      screen.plain(
        '\nstopping: what is open is finished first; Ctrl-C again says what is waited for',
      )
      begin()
      controller.abort()
    } else if (presses === 2) {
      sayWaiting()
      screen.plain('Ctrl-C once more kills everything at once; a bet may be left without its hedge')
    } else force()
  }
  for (const name of SIGNALS) signals.on(name, onSignal)
  return {
    signal: controller.signal,
    begin,
    end: () => {
      for (const timer of timers) clearTimeout(timer)
      for (const name of SIGNALS) signals.off(name, onSignal)
    },
  }
}
