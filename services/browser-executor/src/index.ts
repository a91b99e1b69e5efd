export { createLauncher, type LauncherSettings } from './chromium/open-chromium.ts'
export { findChromium } from './chromium/find-chromium.ts'
export { decideRequest } from './fence-decision.ts'
export { EMPTY_RECEIPT } from './receipt.ts'
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
