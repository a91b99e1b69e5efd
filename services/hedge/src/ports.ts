import type { Bus, Logger } from '@surefoot/shared'
import type { Ledger } from '@surefoot/ledger-client'
import type { ReadTerms } from '@surefoot/ledger-client'

export interface Settings {
  readonly lossLimitMinor: number
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
