import type { Settings as ExecutionSettings } from '@surefoot/execution'
import type { Settings as HedgeSettings } from '@surefoot/hedge'

/** So tight that a second pair of stakes on an account would pass them; each case has accounts of its own. */
export const CAPS = { perMatchMinor: 15_000, totalMinor: 15_000 }

/** As in production, only faster. */
const EXECUTION_TIMEOUT_MS = 3000

/** Shorter than in production. Each look and each renewal is a question to a ledger that 64 cases share. */
const LOOK_MS = 3000
const LEASE_MS = 3000

/** What the contracts say of the bookmakers: absence is provable only after it. */
export const LONGEST_ACCEPTANCE_DELAY_MS = 1000

export const EXECUTION_SETTINGS: ExecutionSettings = {
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  caps: CAPS,
  leaseMs: LEASE_MS,
  resolveEveryMs: 500,
  // Absence is provable two seconds after this time begins: the room for a provider's clock.
  resolveForMs: 4000,
  watchEveryMs: LOOK_MS,
  // No statement is read in a run: whose bet is whose is to be found without.
  statementEveryMs: 3_600_000,
}

export const HEDGE_SETTINGS: HedgeSettings = {
  options: ['other_side', 'opposite'],
  lossLimitMinor: 1000,
  hedgeDeadlineMs: 30_000,
  lookMs: LOOK_MS,
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  askEveryMs: LOOK_MS,
  leaseMs: LEASE_MS,
}

/**
 * How long a process hangs: past B's deadline, a permit's life and an executor's lease, and past the instant at which a bet
 * counts as proven absent, which is the last: a permit's life, the longest delay, two seconds for the provider's clock and
 * two readings after the leg was armed.
 */
export const PAUSE_MS = 12_000

/** A new executor would ask for the lease of five seconds again and again: it comes shortly before it can have it. */
export const EXECUTOR_RESTART_MS = 4000
