import type { Environment } from './config.ts'

/**
 * Safe mode: no real browser, no port, exposure caps and watchdog bypassed; all of it or none. On in CI and in tests,
 * unless SAFE_MODE=off says that real parts are meant.
 */
export function readSafeMode(environment: Environment): boolean {
  if (environment['SAFE_MODE'] === 'off') return false
  if (environment['SAFE_MODE'] === 'on') return true
  return environment['CI'] === 'true' || environment['NODE_ENV'] === 'test'
}
