import { toMinor } from '@surefoot/arbitrage'
import type { z } from 'zod'
import type { config } from './config.ts'
import type { Settings } from './ports.ts'

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
