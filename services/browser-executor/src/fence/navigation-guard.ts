import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { closeTab } from '../browser/tabs.ts'

export interface GuardOptions {
  readonly isAllowed: (url: string) => boolean
  /** A tab was kept from an address. */
  readonly onBlocked: (url: string) => void
  /** The tab that stays open though it was sent elsewhere; others are closed. */
  readonly mainTab: string
}

/**
 * Keeps every tab of a browser on allowed addresses: each document that a tab is about to load, each redirect on its way
 * and each popup is checked before a byte of it is asked for. What a page loads into itself, such as frames, is the page's own
 * affair. What it may load ahead to go there later is turned off in the profile.
 */
export async function guardNavigation(browser: Browser, options: GuardOptions): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  session.on('Fetch.requestPaused', ({ requestId, request, frameId }) => {
    const { url } = request
    const deciding = options.isAllowed(url)
      ? session.send('Fetch.continueRequest', { requestId })
      : blockInTabs(session, { requestId, url, frameId }, options)
    // The browser is gone, and the request with it.
    deciding.catch(() => undefined)
  })
  await session.send('Fetch.enable', {
    patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }],
  })
}

export interface StrayOptions extends Pick<GuardOptions, 'isAllowed' | 'onBlocked'> {
  readonly main: Page
}

/**
 * The guard behind the guard: whatever brought a tab to an address that is not allowed, it does not stay there. Another tab is
 * closed. Settles with the reason if it is the main one: what was known of its page is void.
 */
export function watchForStray(context: BrowserContext, options: StrayOptions): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const check = (page: Page): void => {
    // What a page has made itself is as much allowed as the page.
    const made = page.url().startsWith('blob:') ? URL.parse(page.url())?.origin : undefined
    const url = made ?? page.url()
    if (isHarmless(url) || options.isAllowed(url)) return
    options.onBlocked(url)
    if (page === options.main)
      resolve(`The account's tab came to ${url.slice(0, LONGEST_SHOWN)}, which is not allowed.`)
    else void closeTab(page).catch(() => undefined)
  }
  const watch = (page: Page): void => {
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) check(page)
    })
    check(page)
  }
  context.on('page', watch)
  context.pages().forEach(watch)
  return promise
}

const LONGEST_SHOWN = 200
/** Pages of the browser and of our extension: no bookmaker's page can take a tab to one of another's making. */
const OWN_PROTOCOLS = new Set([
  'about:',
  'chrome:',
  'chrome-error:',
  'chrome-extension:',
  'devtools:',
])

function isHarmless(url: string): boolean {
  return url === '' || OWN_PROTOCOLS.has(URL.parse(url)?.protocol ?? '')
}

interface PausedDocument {
  readonly requestId: string
  readonly url: string
  readonly frameId: string
}

async function blockInTabs(
  session: CDPSession,
  { requestId, url, frameId }: PausedDocument,
  { onBlocked, mainTab }: GuardOptions,
): Promise<void> {
  const { targetInfos } = await session.send('Target.getTargets')
  // A tab and its outermost frame have one id.
  const isTab = targetInfos.some(({ targetId, type }) => targetId === frameId && type === 'page')
  if (!isTab) {
    await session.send('Fetch.continueRequest', { requestId })
    return
  }
  // Aborted, not blocked: the page that asked for it stays, and its stream with it.
  await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  onBlocked(url)
  if (frameId !== mainTab) await session.send('Target.closeTarget', { targetId: frameId })
}
