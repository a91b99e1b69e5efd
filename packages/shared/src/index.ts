export { readAddress } from './bus/address.ts'
export { openBus, type Bus, type BusOptions, type OwnBus } from './bus/bus.ts'
export type { LogEntry, Stoppable } from './bus/connection.ts'
export { Fault, NoReply, type Remedy } from './bus/fault.ts'
export { createDelays, type Delays } from './bus/delays.ts'
export { inboxPrefixOf } from './bus/inbox.ts'
export { subjectFor, subjectOf, type ScopeFilter } from './bus/subject.ts'
export { ACK_WAIT_MS } from './bus/work-consumer.ts'
export * from './messages/index.ts'
export { REFUSALS, type RefusalCode } from './refusals/index.ts'
export {
  amount,
  ConfigError,
  flag,
  milliseconds,
  port,
  readConfig,
  type Environment,
} from './runtime/config.ts'
export { every } from './runtime/every.ts'
export { createHealth, type Health } from './runtime/health.ts'
export { judgeProbe, type ProbeEvidence } from './runtime/probe-evidence.ts'
export { watchDependency, type WatchedDependency } from './runtime/watch-dependency.ts'
export { createLogger, type Logger } from './runtime/logger.ts'
export { METRICS, UNSETTLED_STATES } from './runtime/metrics.ts'
export { observe, type Metric, type Observe } from './runtime/metrics-instrument.ts'
export { runService, serviceEnvironment, type ServiceContext } from './runtime/run-service.ts'
export { asSentence } from './runtime/sentence.ts'
export { readSafeMode } from './runtime/safe-mode.ts'
export {
  inTrace,
  linkTo,
  outsideTrace,
  presentTrace,
  withSpan,
  withSpanNow,
  type Trace,
} from './runtime/span.ts'
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
} from './runtime/ledger-clock.ts'
export { createSteadyClock, steadyNow } from './runtime/steady-clock.ts'
export { withStage } from './runtime/span-stage.ts'
export { attributesOf, SPAN_ATTRIBUTES } from './runtime/span-names.ts'
