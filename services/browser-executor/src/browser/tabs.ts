import type { BrowserContext, Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'

const ASK_AGAIN_MS = 250

/**
 * Closes a tab, and ends when it is gone. Chromium 156 may answer that it closes a tab and never do it, where the tab came
 * to another page in that moment: 8 of 500 on a busy machine. Who asks once then waits for ever, so we ask until it has.
 */
export async function closeTab(page: Page): Promise<void> {
  const closed = page.close().catch(() => undefined)
  await Promise.race([closed, delay(ASK_AGAIN_MS)])
  if (page.isClosed()) return
  try {
    const session = await page.context().newCDPSession(page)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    while (!page.isClosed()) {
      await session.send('Target.closeTarget', { targetId: targetInfo.targetId })
      await Promise.race([closed, delay(ASK_AGAIN_MS)])
    }
  } catch (error) {
    // A tab that has gone meanwhile takes its session along.
    await Promise.race([closed, delay(ASK_AGAIN_MS)])
    if (!page.isClosed()) throw error
  }
}

export interface OneTab {
  readonly main: Page
  /** Whether no other tab may show this address. */
  readonly isForMainOnly: (url: string) => boolean
  readonly onClosed: (url: string) => void
}

/**
 * Closes every other tab that comes to an address that only the main one may show: a page gate stands in the main tab
 * alone. Gives what closes those that are there already.
 */
export function keepOneTab(context: BrowserContext, one: OneTab): () => Promise<void> {
  const check = async (page: Page): Promise<void> => {
    const url = page.url()
    if (page === one.main || !one.isForMainOnly(url)) return
    one.onClosed(url)
    await closeTab(page)
  }
  context.on('page', (page) => {
    const look = (): void => void check(page).catch(() => undefined)
    page.on('framenavigated', look)
    look()
  })
  return async () => {
    await Promise.all(context.pages().map(check))
  }
}

/** More than a bookmaker's page needs; each is a process. */
const MOST_OTHER_TABS = 12

export interface TabBound {
  readonly main: Page
  /** Tabs that a page cannot open are not counted. */
  readonly isOwn: (page: Page) => boolean
  readonly onClosed: (url: string) => void
}

/** Closes the oldest of the other tabs as soon as there are too many. */
export function boundTabs(context: BrowserContext, { main, isOwn, onClosed }: TabBound): void {
  const closing = new Set<Page>()
  context.on('page', () => {
    const others = context
      .pages()
      .filter((page) => page !== main && !closing.has(page) && !isOwn(page))
    for (const page of others.slice(0, Math.max(0, others.length - MOST_OTHER_TABS))) {
      closing.add(page)
      onClosed(page.url())
      void closeTab(page)
        .catch(() => undefined)
        .finally(() => closing.delete(page))
    }
  })
}
