export { config as executionEnvironment } from './config.ts'
export { createPorts, type PortsOptions } from './create-ports.ts'
export type { Clock, Ports, Settings } from './ports.ts'
export { createExecution, type ExecutionOptions } from './service.ts'
