export { config as hedgeEnvironment } from './config.ts'
export type { Ports, Settings } from './ports.ts'
export { createHedge } from './service.ts'
