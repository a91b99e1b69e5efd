/** The services in the order they start: the ledger first, because all others ask it. */
export const SERVICES = [
  'audit',
  'browser-executor',
  'scanner',
  'execution',
  'hedge',
  'worker',
  'gateway',
  'notify',
] as const
export type ServiceName = (typeof SERVICES)[number]
