import type { Account, AuditEvent, Bet, ExecutionRecord } from '@surefoot/shared/messages'

/** A bet as a bookmaker's private book has it: the truth. */
export interface BookedBet {
  /** The provider's id, as in the legs. */
  readonly providerId: string
  readonly reference: string
  readonly selectionId: string
  readonly stake: string
  readonly odds: string
  /** Instant, ISO 8601. */
  readonly placedAt: string
  /** How it ended in the book; missing: the book of this run does not end bets. */
  readonly status?: Bet['status']
  /** All that the bookmaker paid back; null while it is open. */
  readonly returned?: string | null
}

/** Stake that is outstanding of an execution, in minor units. */
export interface CountedStake {
  readonly deskId: string
  readonly account: Account
  readonly executionId: string
  readonly stakeMinor: number
}

/** What a run was to reach, so that it proves something (I15). */
export interface Quota {
  readonly bets: number
  /** By kind of fault. */
  readonly faults: Readonly<Record<string, number>>
}

/** All that the checker looks at, read when a run is over. */
export interface Evidence {
  /** Every execution of the desks that ran. */
  readonly records: readonly ExecutionRecord[]
  /** The whole audit chain, in its order. */
  readonly links: readonly AuditEvent[]
  /** The ledger's own verdict over the chain. */
  readonly isChainIntact: boolean
  /** Every bet that the bookmakers took in this run, but those that were placed by hand. */
  readonly bets: readonly BookedBet[]
  /** Exposure as the ledger sums it, and as Redis counts it; null: not compared in this run. */
  readonly exposure: {
    readonly ledger: readonly CountedStake[]
    readonly redis: readonly CountedStake[]
  } | null
  readonly caps: { readonly perMatchMinor: number; readonly totalMinor: number } | null
  /** Whether the faults are over for long enough that nothing may be open (I5's end, I14). */
  readonly isQuiet: boolean
  /** What was to be reached, and what was; null: no quota. */
  readonly quota: { readonly wanted: Quota; readonly reached: Quota } | null
}

export type Invariant =
  `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18}`

export interface Violation {
  readonly invariant: Invariant
  /** Which leg, execution, bet or link. */
  readonly subject: string
  /** What is wrong, in one sentence. */
  readonly details: string
}
