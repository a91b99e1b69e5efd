import { chromium, type Browser } from 'playwright-core'

/** The Chromium that CHROMIUM_PATH names, else Debian's. */
const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    // Chromium's sandbox cannot be used by root, as in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
