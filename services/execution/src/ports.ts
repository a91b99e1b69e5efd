import type { ExposureCaps } from '@surefoot/arbitrage'
import type { Bus, Logger } from '@surefoot/shared'
import type { Ledger, ReadTerms } from '@surefoot/ledger-client'
import type { ExposureCounter } from './exposure-counter.ts'
import type { MatchLock } from './match-lock.ts'

export interface Clock {
  /** Milliseconds that are never set back, for what this process measures itself. */
  readonly monotonicMs: () => number
  /** Milliseconds that have passed for sure: what a suspended machine or a clock that was set skips is not counted. */
  readonly elapsedMs: () => number
  /** Throws when the signal is aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  /** Calls `step` again and again until disposed; a step that is still running is not joined by a second. */
  readonly every: (ms: number, step: () => Promise<void>) => Disposable
}

export interface Settings {
  /** Bounds each leg. */
  readonly executionTimeoutMs: number
  /** Null in safe mode: nothing is refused for its size. */
  readonly caps: ExposureCaps | null
  /** How long an execution stays this process's after its last sign of life. */
  readonly leaseMs: number
  /** Reading the bets of an unknown leg: how often, and for how long after its absence is provable a person is asked. */
  readonly resolveEveryMs: number
  readonly resolveForMs: number
  /** How often the watchdog looks. */
  readonly watchEveryMs: number
  /** How often each account's bets are read and held against the ledger. */
  readonly statementEveryMs: number
}

/** All that the service needs from outside. */
export interface Ports {
  readonly bus: Bus
  readonly ledger: Ledger
  readonly lock: MatchLock
  readonly exposure: ExposureCounter
  readonly readTerms: ReadTerms
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: Settings
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal
  /** Names this process as holder of its executions. */
  readonly instanceId: string
}
