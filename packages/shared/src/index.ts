export { openBus, type Bus, type BusOptions } from './bus/bus.ts'
export type { LogEntry, Stoppable } from './bus/connection.ts'
export { Fault, NoReply, type Remedy } from './bus/fault.ts'
export { subjectFor, subjectOf } from './bus/subject.ts'
export { ACK_WAIT_MS } from './bus/work-stream.ts'
export * from './messages/index.ts'
export {
  amount,
  ConfigError,
  flag,
  milliseconds,
  port,
  readConfig,
  type Environment,
} from './runtime/config.ts'
export { createHealth, type Health } from './runtime/health.ts'
export { createLogger, type Logger } from './runtime/logger.ts'
export { runService, serviceEnvironment, type ServiceContext } from './runtime/run-service.ts'
export { readSafeMode } from './runtime/safe-mode.ts'
export { withSpan } from './runtime/span.ts'
