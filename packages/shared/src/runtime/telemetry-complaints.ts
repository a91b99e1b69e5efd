import { diag, DiagLogLevel } from '@opentelemetry/api'
import type { Logger } from './logger.ts'

/** A collector that is away fails every few seconds: it is told once in this time. */
const QUIET_MS = 60_000

/** Let the log say what goes wrong with telemetry, where the SDK would be silent. It never concerns the service. */
export function logComplaints(logger: Logger): void {
  let toldAtMs = -Infinity
  const complain = (complaint: string): void => {
    if (performance.now() - toldAtMs < QUIET_MS) return
    toldAtMs = performance.now()
    logger.warn({ complaint }, 'telemetry is not delivered; see that the collector runs')
  }
  const ignore = (): void => undefined
  diag.setLogger(
    { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
}
