import { openTempDir } from '@surefoot/testkit'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Worker } from 'playwright-core'
import { build } from 'vite'

export interface ExtendedBrowser extends AsyncDisposable {
  readonly context: BrowserContext
  readonly serviceWorker: Worker
}

/** A real Chromium with the extension as it is built now, in a profile that is gone afterwards. */
export async function openBrowser(): Promise<ExtendedBrowser> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const extension = join(dir.path, 'extension')
  await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    build: { outDir: extension },
    logLevel: 'error',
  })
  const context = await chromium.launchPersistentContext(join(dir.path, 'profile'), {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  })
  stack.defer(() => context.close())
  const serviceWorker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const owned = stack.move()
  return { context, serviceWorker, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
