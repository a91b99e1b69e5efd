import type { Browser, CDPSession } from 'playwright-core'

export interface GuardOptions {
  readonly isAllowed: (url: string) => boolean
  /** A tab was kept from an address. */
  readonly onBlocked: (url: string) => void
  /** The tab that stays open though it was sent elsewhere; others are closed. */
  readonly mainTab: string
}

/**
 * Keeps every tab of a browser on allowed addresses: each document that a tab is about to load, each redirect on its way
 * and each popup is checked before a byte of it is asked for. Frames inside a page are the page's own affair.
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
