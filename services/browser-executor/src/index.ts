export { createLauncher, type LauncherSettings } from './chromium/open-chromium.ts'
export { findChromium } from './chromium/find-chromium.ts'
export type { AccountBrowser, AccountId, LaunchBrowser, Ports } from './ports.ts'
export { createBrowserExecutor } from './service.ts'
