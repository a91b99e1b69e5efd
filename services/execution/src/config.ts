import { toMinor } from '@surefoot/arbitrage'
import { amount, milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'
import type { Settings } from './ports.ts'

export const config = z.object({
  REDIS_URL: z.url({
    protocol: /^rediss?$/,
    error: 'give an address such as redis://127.0.0.1:6379',
  }),
  /** Bounds each leg, from its permit to its receipt. */
  EXECUTION_TIMEOUT_MS: milliseconds.default(30_000),
  /** Largest stake outstanding of one account on one match, and in all, in its currency. */
  MAX_EXPOSURE_PER_MATCH: amount.default('1000'),
  MAX_TOTAL_EXPOSURE: amount.default('5000'),
  /** How often each account's bets are read: what has ended is settled, what is not ours is counted. */
  STATEMENT_EVERY_MS: milliseconds.default(30_000),
})

/** The service's settings as its environment says; in safe mode nothing is refused for its size. */
export function settingsOf(
  environment: Pick<
    z.output<typeof config>,
    'EXECUTION_TIMEOUT_MS' | 'MAX_EXPOSURE_PER_MATCH' | 'MAX_TOTAL_EXPOSURE' | 'STATEMENT_EVERY_MS'
  >,
  isSafeMode: boolean,
): Settings {
  const caps = {
    perMatchMinor: toMinor(environment.MAX_EXPOSURE_PER_MATCH),
    totalMinor: toMinor(environment.MAX_TOTAL_EXPOSURE),
  }
  return {
    executionTimeoutMs: environment.EXECUTION_TIMEOUT_MS,
    caps: isSafeMode ? null : caps,
    leaseMs: 10_000,
    resolveEveryMs: 2000,
    resolveForMs: 30_000,
    watchEveryMs: 5000,
    statementEveryMs: environment.STATEMENT_EVERY_MS,
  }
}
