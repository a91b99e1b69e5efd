import type { BrowserContext, Page } from 'playwright-core'
import { closeTab } from './close-tab.ts'

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
