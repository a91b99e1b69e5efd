import type { BackKind } from '@surefoot/arbitrage'
import type { Bus, Logger } from '@surefoot/shared'
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
}

/** All that the service needs from outside. */
export interface Ports {
  readonly bus: Bus
  readonly ledger: Ledger
  readonly readTerms: ReadTerms
  /** Milliseconds since 1970. */
  readonly epochMs: () => number
  readonly logger: Logger
  readonly settings: Settings
}
