export { decideRequest } from './fence/pass.ts'
export { EMPTY_RECEIPT } from './legs/receipt.ts'
export type {
  AccountBrowser,
  AccountId,
  AimReply,
  Clock,
  LaunchBrowser,
  Ports,
  Submit,
} from './ports.ts'
export { createBrowserExecutor } from './service.ts'
