import { fileURLToPath } from 'node:url'
import { chromium, type BrowserContext } from 'playwright-core'

export interface ChromiumOptions {
  readonly executablePath: string
  readonly isHeaded: boolean
  /** An unpacked extension to load. */
  readonly extensionDir: string | undefined
}

/** No calls home, no first-run pages; QUIC would hide requests from interception; a cache that does not fill the disk. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disk-cache-size=200000000',
  '--media-cache-size=50000000',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]
const LAUNCH_TIMEOUT_MS = 30_000

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Start Chromium on a profile, driven by a pipe: no port is bound, and it ends when we do.
 * What it sends us is bounded. */
export function launchChromium(
  profileDir: string,
  { executablePath, isHeaded, extensionDir }: ChromiumOptions,
): Promise<BrowserContext> {
  const extension =
    extensionDir === undefined
      ? []
      : [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
  return chromium.launchPersistentContext(profileDir, {
    executablePath: pathOf('./bounded-chromium.sh'),
    env: {
      ...process.env,
      SUREFOOT_NODE: process.execPath,
      SUREFOOT_PIPE: pathOf('./bounded-pipe.ts'),
      SUREFOOT_CHROMIUM: executablePath,
    },
    headless: !isHeaded,
    // Chromium's sandbox cannot be used by root, as in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
    // The service closes its browsers itself, in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    acceptDownloads: false,
    viewport: isHeaded ? null : { width: 1280, height: 900 },
    timeout: LAUNCH_TIMEOUT_MS,
    args: [...QUIET, ...extension],
  })
}
