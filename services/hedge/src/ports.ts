import type { BackKind } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared/bus'
import type { Logger } from '@surefoot/shared/runtime'
import type { Ledger, ReadTerms } from '@surefoot/ledger-client'

export interface Settings {
  /** What may be placed without a person. */
  readonly options: readonly BackKind[]
  readonly lossLimitMinor: number
  /** How long after the trigger a hedge may be placed. */
  readonly hedgeDeadlineMs: number
  /** How long a slip, or a list of bets, is waited for. */
  readonly lookMs: number
  /** Bounds the hedge leg. */
  readonly executionTimeoutMs: number
  /** How often the ledger is asked for what is to be hedged. */
  readonly askEveryMs: number
  /** How long a hedge stays this process's after its last sign of life. */
  readonly leaseMs: number
}

/** All that the service needs from outside. */
export interface Ports {
  readonly bus: Bus
  readonly ledger: Ledger
  readonly readTerms: ReadTerms
  /** Milliseconds since 1970 on the ledger's clock, whose instants it is compared with. Throws Fault while it is not known. */
  readonly epochMs: () => number
  /** Calls `step` again and again until disposed; a step that is still running is not joined by a second. */
  readonly every: (ms: number, step: () => Promise<void>) => Disposable
  readonly logger: Logger
  readonly settings: Settings
  /** Names this process as holder of its hedges. */
  readonly instanceId: string
}
