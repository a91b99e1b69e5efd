import { Fault } from '@surefoot/shared/bus'
import type { BrowserContext, Page, Worker } from 'playwright-core'

/** What our extension needs to speak for this browser. Kept in the browser's memory, out of reach of pages. */
export interface Identity {
  readonly deskId: string
  readonly account: string
  readonly browserId: string
  readonly gatewayUrl: string
  readonly token: string
}

declare const chrome: {
  readonly storage: { readonly session: { readonly set: (items: object) => Promise<void> } }
  readonly runtime: {
    readonly getURL: (path: string) => string
    readonly getManifest: () => { readonly action?: { readonly default_popup?: string } }
  }
}

const WORKER_TIMEOUT_MS = 10_000

/** Give the loaded extension its identity. Throws Fault EXTENSION_FAILED if its service worker does not start. */
export async function handIdentity(context: BrowserContext, identity: Identity): Promise<void> {
  try {
    const worker = await findExtensionWorker(context)
    await worker.evaluate((items) => chrome.storage.session.set(items), identity)
  } catch (cause) {
    const message = 'the extension did not start; see that EXTENSION_DIR holds a built extension'
    throw new Fault('EXTENSION_FAILED', message, 'drop', { cause })
  }
}

/** Open the extension's popup as a tab, in front. */
export async function openPopup(context: BrowserContext): Promise<Page> {
  const worker = await findExtensionWorker(context)
  const url = await worker.evaluate(() =>
    chrome.runtime.getURL(chrome.runtime.getManifest().action?.default_popup ?? ''),
  )
  const popup = await context.newPage()
  await popup.goto(url)
  return popup
}

/** Whether a tab or a worker is the extension's. */
export function isExtension(owner: Page | Worker): boolean {
  return owner.url().startsWith('chrome-extension://')
}

async function findExtensionWorker(context: BrowserContext): Promise<Worker> {
  const started = context.serviceWorkers().find(isExtension)
  if (started) return started
  const options = { predicate: isExtension, timeout: WORKER_TIMEOUT_MS }
  return context.waitForEvent('serviceworker', options)
}
