import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeTab } from '../../src/browser/tabs.ts'
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
