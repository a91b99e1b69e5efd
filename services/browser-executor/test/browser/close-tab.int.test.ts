import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { boundTabs, closeTab } from '../../src/browser/tabs.ts'
import { openGateBrowser } from '../support/gate-stand.ts'

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

it('closes a tab', async () => {
  const page = await context.newPage()
  await closeTab(page)
  expect(page.isClosed()).toBe(true)
})

it('closes a tab that Chromium has answered to close and has kept', async () => {
  const page = await context.newPage()
  await closeTab(deaf(page))
  expect(page.isClosed()).toBe(true)
})

it('has nothing to do where the tab is gone', async () => {
  const page = await context.newPage()
  await page.close()
  await expect(closeTab(deaf(page))).resolves.toBeUndefined()
})

it('closes the oldest of more tabs than a page needs, and reports each', async () => {
  const [main] = context.pages()
  if (!main) throw new Error('no tab')
  const closed: string[] = []
  boundTabs(context, { main, isOwn: () => false, onClosed: (url) => void closed.push(url) })
  await main.evaluate("for (let tab = 0; tab < 30; tab += 1) window.open('about:blank#' + tab)")
  await vi.waitFor(() => expect(closed).toHaveLength(18), { timeout: 60_000 })
  await vi.waitFor(() => expect(context.pages()).toHaveLength(13), { timeout: 60_000 })
  expect(context.pages()[0]).toBe(main)
})

/** A tab that is asked once to close, and stays. */
function deaf(page: Page): Page {
  return new Proxy(page, {
    get: (target, key) => {
      if (key === 'close') return () => new Promise<void>(() => undefined)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
