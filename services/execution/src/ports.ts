import type { ExposureCaps } from '@surefoot/arbitrage'
import type { Ledger, ReadTerms } from '@surefoot/ledger-client'
import type { Bus } from '@surefoot/shared/bus'
import type { Account, LegPlan, Refusal } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'

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

export interface MatchKey {
  readonly deskId: string
  readonly matchId: string
}

export interface HeldLock extends AsyncDisposable {
  readonly ok: true
}

export interface MatchLock {
  /** Refused: LOCKED, LOCK_TOO_SHORT, REDIS_UNAVAILABLE. */
  readonly hold: (key: MatchKey) => Promise<HeldLock | Refusal>
  /** Remove the lock of an execution whose process has died. Answers whether there was one; a failure is logged. */
  readonly release: (key: MatchKey) => Promise<boolean>
  /** All locks there are. Throws when Redis is away. */
  readonly list: () => Promise<PresentLock[]>
}

export interface PresentLock extends MatchKey {
  /** Another for each time that a match is locked. */
  readonly token: string
}

/** Where a stake is: what the ledger's cap of a match is counted by, besides our id of the match. */
export type Place = Pick<LegPlan, 'providerId' | 'eventId' | 'selectionId'>

export interface ExposureKey {
  readonly deskId: string
  readonly executionId: string
  readonly matchId: string
  readonly places: Readonly<Record<Account, readonly Place[]>>
}

export type StakesMinor = Readonly<Record<Account, number>>

/** A count that is not what the ledger has. */
export interface Difference {
  readonly account: Account
  /** Of Redis's hash: the execution and its match. */
  readonly field: string
  readonly counted: string | null
  readonly ledger: string | null
}

export interface ExposureCounter {
  /** Count both stakes of an execution, if no cap is exceeded. Refused: OVER_CAP, REDIS_UNAVAILABLE. */
  readonly reserve: (key: ExposureKey, stakes: StakesMinor) => Promise<Refusal | undefined>
  /** Count what an execution has outstanding now. Throws when Redis is away. */
  readonly settle: (key: ExposureKey, stakes: StakesMinor) => Promise<void>
  /** The desks that are counted. Throws when Redis is away. */
  readonly desks: () => Promise<string[]>
  /** Bring the counts of a desk to what the ledger has, if they differ. Answers where they did. Throws when Redis is away. */
  readonly heal: (deskId: string) => Promise<Difference[]>
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
