export {
  amount,
  basisPoints,
  ConfigError,
  flag,
  milliseconds,
  port,
  readConfig,
  type Environment,
} from './config.ts'
export { every } from './every.ts'
export { createHealth, type Health } from './health.ts'
export { judgeProbe, type ProbeEvidence } from './probe-evidence.ts'
export { watchDependency, type WatchedDependency } from './watch-dependency.ts'
export { createLogger, type Logger } from './logger.ts'
export { METRICS, UNSETTLED_STATES } from './metrics.ts'
export { observe, type Metric, type Observe } from './metrics-instrument.ts'
export { runService, serviceEnvironment, type ServiceContext } from './run-service.ts'
export { asSentence } from './sentence.ts'
export { readSafeMode } from './safe-mode.ts'
export {
  inTrace,
  linkTo,
  outsideTrace,
  presentTrace,
  withSpan,
  withSpanNow,
  type Trace,
} from './span.ts'
export {
  checkClock,
  createLedgerClock,
  demandLedgerMs,
  describeOffset,
  isSkewed,
  LARGEST_OFFSET_MS,
  stampNow,
  type ClockReading,
  type LedgerClock,
} from './ledger-clock.ts'
export { createSteadyClock, steadyNow } from './steady-clock.ts'
export { withStage } from './span-stage.ts'
export { attributesOf, SPAN_ATTRIBUTES } from './span-names.ts'
