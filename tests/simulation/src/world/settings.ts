/** As in production, only that people and providers are waited for less long, so that a seed is over soon. */
export const CAPS = { perMatchMinor: 100_000, totalMinor: 150_000 }

/** Small, so that some seeds reach it. */
export const MAX_DAY_LOSS_MINOR = 20_000
/** The smallest profit that the ledger opens an execution for. */
export const MIN_PROFIT_BPS = 50

const EXECUTION_TIMEOUT_MS = 10_000

export const EXECUTION_SETTINGS = {
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  caps: CAPS,
  leaseMs: 10_000,
  resolveEveryMs: 2000,
  resolveForMs: 10_000,
  watchEveryMs: 5000,
  statementEveryMs: 20_000,
}

export const HEDGE_SETTINGS = {
  options: ['other_side', 'opposite'],
  lossLimitMinor: 10_000,
  hedgeDeadlineMs: 30_000,
  lookMs: 5000,
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  askEveryMs: 4000,
  leaseMs: 5000,
} as const

export const DESK = 'main'
/** How long after the last fault everything that can end must have ended (I14). */
export const QUIET_MS = 60_000
