import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  openBookmaker,
  openGatewayStandIn,
  type GatewayStandIn,
  type StandIn,
} from './support/gateway-stand-in.ts'
import { openBrowser, type ExtendedBrowser } from './support/open-browser.ts'
import { PATIENCE } from './support/patience.ts'

/** It follows from `key` in the manifest; the gateway lets only this extension in. */
const EXTENSION = 'chrome-extension://bilgphfajkodpbfkjoameccbhigomknl'

const MARK = '/api/extension/mark'
const STATUS = '/api/extension/status'
const READY = {
  deskId: 'main',
  account: 'A',
  state: 'BROWSER_READY',
  providerId: null,
  streamAgeMs: null,
}

const resources = new AsyncDisposableStack()
let browser: ExtendedBrowser
let gateway: GatewayStandIn
let bookmaker: StandIn
let popup: Page

beforeAll(async () => {
  gateway = resources.use(await openGatewayStandIn())
  bookmaker = resources.use(await openBookmaker())
  browser = resources.use(await openBrowser())
})
afterAll(() => resources.disposeAsync())

beforeEach(async () => {
  gateway.asked.length = 0
  gateway.answers = { [STATUS]: { status: 200, body: READY } }
  for (const page of browser.context.pages().slice(1)) await page.close()
  await browser.context.pages()[0]?.goto('about:blank')
})

/** As the executor does it. */
async function pair(account: 'A' | 'B'): Promise<void> {
  await browser.serviceWorker.evaluate((identity) => chrome.storage.session.set(identity), {
    deskId: 'main',
    account,
    browserId: 'a5a0f9b8-44b4-4f5e-9b53-1d0a3a0b6c01',
    gatewayUrl: gateway.origin,
    token: 'token-of-this-browser-session',
  })
}

async function openPopup(): Promise<Page> {
  popup = await browser.context.newPage()
  await popup.goto(`${EXTENSION}/popup.html`)
  return popup
}

const shown = (id: string) => () => popup.locator(`#${id}`).textContent()

async function visitBookmaker(): Promise<void> {
  const page = await browser.context.newPage()
  await page.goto(`${bookmaker.origin}/live`)
}

test('a browser that no executor opened is not paired and cannot mark', async () => {
  await openPopup()
  await expect.poll(shown('heading'), PATIENCE).toBe('Not paired')
  expect(await popup.locator('#mark').isVisible()).toBe(false)
  expect(gateway.asked).toEqual([])
})

test('the operator sees which account the browser is, and how it stands', async () => {
  await pair('B')
  gateway.answers[STATUS] = {
    status: 200,
    body: { ...READY, account: 'B', state: 'RUNNING', providerId: 'south', streamAgeMs: 400 },
  }
  await visitBookmaker()
  await openPopup()
  await expect.poll(shown('letter'), PATIENCE).toBe('B')
  expect(await shown('state')()).toBe('Running')
  expect(await shown('provider')()).toBe('south')
  expect(await shown('stream')()).toBe('last packet 0.4 s ago')
  expect(await shown('page')()).toBe(bookmaker.origin)
})

test('Mark provider sends the origin of the page, as this browser, and says what was marked', async () => {
  await pair('A')
  gateway.answers[MARK] = { status: 200, body: { providerId: 'north', contractVersion: 3 } }
  await visitBookmaker()
  await openPopup()
  await popup.getByRole('button', { name: 'Mark provider' }).click()
  await expect.poll(shown('result'), PATIENCE).toContain('Marked as north, contract version 3.')

  const mark = gateway.asked.find(({ path }) => path === MARK)
  expect(mark?.headers).toMatchObject({
    authorization: 'Bearer token-of-this-browser-session',
    origin: EXTENSION,
  })
  expect(JSON.parse(mark?.body ?? '')).toEqual({ origin: bookmaker.origin })
})

test('a refusal is shown in the words of the gateway', async () => {
  await pair('A')
  const detail = 'No contract serves this address. Import one, then mark again.'
  gateway.answers[MARK] = { status: 409, body: { code: 'NO_CONTRACT', detail } }
  await visitBookmaker()
  await openPopup()
  await popup.getByRole('button', { name: 'Mark provider' }).click()
  await expect.poll(shown('result'), PATIENCE).toBe(detail)
})

test('whoever opens the popup can mark by pressing Enter', async () => {
  await pair('A')
  gateway.answers[MARK] = { status: 200, body: { providerId: 'north', contractVersion: 3 } }
  await visitBookmaker()
  await openPopup()
  await popup.keyboard.press('Enter')
  await expect.poll(shown('result'), PATIENCE).toContain('Marked as north')
})

test('a page is seen by its address, wherever it is and whoever opened the popup', async () => {
  await pair('A')
  gateway.answers[MARK] = { status: 200, body: { providerId: 'north', contractVersion: 1 } }
  const elsewhere = bookmaker.origin.replace('127.0.0.1', 'localhost')
  const page = await browser.context.newPage()
  await page.goto(`${elsewhere}/live`)
  await openPopup()
  await popup.keyboard.press('Enter')
  await expect.poll(shown('result'), PATIENCE).toContain('Marked as north')
  const mark = gateway.asked.find(({ path }) => path === MARK)
  expect(JSON.parse(mark?.body ?? '')).toEqual({ origin: elsewhere })
})

test('where no web page is open there is nothing to mark', async () => {
  await pair('A')
  await openPopup()
  await popup.getByRole('button', { name: 'Mark provider' }).click()
  await expect
    .poll(shown('result'), PATIENCE)
    .toBe("Open the bookmaker's page first, then press Mark provider.")
  expect(gateway.asked.some(({ path }) => path === MARK)).toBe(false)
})

test("a script in the bookmaker's page can neither read who the browser is nor mark", async () => {
  await pair('A')
  await visitBookmaker()
  const tried = await browser.serviceWorker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${url}/*` })
    const [injection] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      // An isolated world of this extension: as close to it as a page's script can ever come.
      func: async () => ({
        identity: await chrome.storage.session.get().catch(() => 'refused'),
        mark: (await chrome.runtime.sendMessage({ ask: 'mark' })) ?? 'no answer',
      }),
    })
    return injection?.result
  }, bookmaker.origin)
  expect(tried).toEqual({ identity: 'refused', mark: 'no answer' })
  // The popup of the test before may still have asked how the account stands.
  expect(gateway.asked.some(({ path }) => path === MARK)).toBe(false)
})
