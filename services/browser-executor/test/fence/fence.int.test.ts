import { openTempDir } from '@surefoot/testkit'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findChromium } from '../../src/chromium/find-chromium.ts'
import { launchChromium } from '../../src/chromium/launch-chromium.ts'
import { killNow } from '../../src/chromium/process-end.ts'
import { openFence, type Fence } from '../../src/fence/fence.ts'
import { openFencePage, WAYS, type FencePage } from '../support/fence-page.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const nowMs = () => performance.now()

let stack: AsyncDisposableStack
let bookmaker: FencePage
let context: BrowserContext
let page: Page
let fence: Fence
let blocked: string[]

/** One browser for a group of tests; each has a bookmaker and a tab of its own. */
async function openBrowser(): Promise<void> {
  stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const executablePath = (await findChromium(process.env['PATH'] ?? '')) ?? ''
  const options = { executablePath, isHeaded: false, extensionDir: undefined }
  context = await launchChromium(dir.path, options)
  stack.defer(() => context.close())
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  fence = await openFence(browser, { nowMs, onBlocked: ({ why }) => void blocked.push(why) })
}
const closeBrowser = () => stack.disposeAsync()

beforeEach(async () => {
  blocked = []
  bookmaker = await openFencePage()
})
afterEach(() => bookmaker[Symbol.asyncDispose]())

async function openPage(): Promise<void> {
  await fence.guard(bookmaker.contract)
  page = await context.newPage()
  await page.goto(`${bookmaker.origin}/`)
}

const permit = { selectionId: '7', stake: '10.00', leastOdds: '2.1' }
const openPass = (change: Partial<typeof permit> = {}, livesMs = 3000) =>
  fence.openPass({
    permit: { ...permit, ...change },
    expiresAtMs: nowMs() + livesMs,
    waitMs: 5000,
  })
const click = () => page.click('button')
const clicks = async (count: number) => {
  for (let done = 0; done < count; done += 1) await click()
}

describe('without a permit', () => {
  beforeAll(openBrowser)
  afterAll(closeBrowser)
  beforeEach(openPage)

  it('five clicks place no bet', async () => {
    await clicks(5)
    const why = 'no permit was given for it'
    await vi.waitFor(() => expect(blocked).toEqual([why, why, why, why, why]), SLOW)
    expect(bookmaker.bets).toEqual([])
  })

  it.each(Object.keys(WAYS))('a bet sent by %s does not leave the browser', async (way) => {
    await page.evaluate(`ways['${way}']()`)
    await vi.waitFor(() => expect(blocked).toHaveLength(1), SLOW)
    expect(bookmaker.bets).toEqual([])
  })

  it('other requests to the provider pass', async () => {
    const listed = await page.evaluate(() => fetch('/api/bets').then((answer) => answer.text()))
    expect(listed).toBe('taken')
    expect(blocked).toEqual([])
  })
})

describe('with a permit', () => {
  beforeAll(openBrowser)
  afterAll(closeBrowser)
  beforeEach(openPage)

  it.each([
    ['whose contract names another address', false],
    ['at an address at which a person has bet before', true],
  ])('a click %s may have placed the bet: nothing is proven', async (_what, isKnown) => {
    const bet = () => page.evaluate(`fetch('/api/v2/bets', post).then((answer) => answer.text())`)
    if (isKnown) await bet()
    const passing = openPass({}, 1500)
    await bet()
    expect(await passing).toMatchObject({
      kind: 'no-answer',
      why: expect.stringContaining('/api/v2/bets'),
    })
    expect(bookmaker.bets).toHaveLength(isKnown ? 2 : 1)
  })

  it('five clicks place one bet, and its answer is known before the page has it', async () => {
    const passing = openPass()
    await clicks(5)
    expect(await passing).toMatchObject({ kind: 'answered', status: 200, body: 'taken' })
    const why = 'the permit was used already'
    await vi.waitFor(() => {
      expect(blocked).toHaveLength(4)
      // Once the receipt is in, the pass is gone.
      expect([why, 'no permit was given for it']).toEqual(expect.arrayContaining(blocked))
    }, SLOW)
    expect(bookmaker.bets).toHaveLength(1)
    expect(await page.textContent('#answer')).toBe('taken')
  })

  it.each([
    {
      what: 'another stake',
      change: { stake: '9.00' },
      why: 'the request stakes 10.00, the permit 9.00',
    },
    {
      what: 'another selection',
      change: { selectionId: '8' },
      why: 'the request bets on 7, the permit on 8',
    },
    {
      what: 'odds below the least',
      change: { leastOdds: '2.11' },
      why: 'the request takes odds of 2.1, the permit at least 2.11',
    },
  ])('a bet of $what does not leave, and that is known for sure', async ({ change, why }) => {
    const passing = openPass(change)
    await clicks(2)
    expect(await passing).toEqual({ kind: 'not-sent', code: 'FENCE_BLOCKED', why })
    await vi.waitFor(() => expect(blocked).toHaveLength(2), SLOW)
    expect(blocked[0]).toBe(why)
    expect(bookmaker.bets).toEqual([])
  })

  it.each([
    [
      'two bets in one request',
      `'[' + bet + ',' + bet + ']'`,
      'it has nothing that place.endpoint.selectionId can read',
    ],
    ['a bet whose request is cut off', `bet.slice(0, -1)`, 'it is not json'],
    [
      'a bet without odds',
      `JSON.stringify({ ...JSON.parse(bet), price: undefined })`,
      'it has nothing that place.endpoint.odds can read',
    ],
  ])('%s does not leave', async (_what, body, lacks) => {
    const passing = openPass()
    await page.evaluate(`void fetch('/api/bets', { ...post, body: ${body} }).catch(() => {})`)
    const why = `it is not readable as one bet: ${lacks}`
    expect(await passing).toEqual({ kind: 'not-sent', code: 'FENCE_BLOCKED', why })
    expect(blocked).toEqual([why])
    expect(bookmaker.bets).toEqual([])
  })

  it('that has run out no bet leaves', async () => {
    const passing = openPass({}, 50)
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'NOTHING_SENT' })
    await click()
    await vi.waitFor(() => expect(blocked).toEqual(['no permit was given for it']), SLOW)
    expect(bookmaker.bets).toEqual([])
  })

  it('that runs out while this process stands still no bet leaves', async () => {
    const passing = openPass({}, 300)
    const clicking = page.evaluate("document.querySelector('button').click()")
    const until = nowMs() + 400
    while (nowMs() < until);
    await clicking
    expect(await passing).toMatchObject({ kind: 'not-sent' })
    await vi.waitFor(() => expect(blocked).toHaveLength(1), SLOW)
    expect(['the permit has run out', 'no permit was given for it']).toEqual(
      expect.arrayContaining(blocked),
    )
    expect(bookmaker.bets).toEqual([])
  })

  it('a bet whose connection breaks before the answer is not sent again', async () => {
    // Connections that were used before: on these a browser would send the bet again by itself.
    await page.evaluate(() => fetch('/').then((answer) => answer.text()))
    bookmaker.onBet = ({ socket }) => socket.destroy()
    const passing = openPass()
    await click()
    expect(await passing).toMatchObject({ kind: 'no-answer' })
    await vi.waitFor(() => expect(bookmaker.bets).toHaveLength(1), SLOW)
  })

  it('a bet that cannot reach the provider has not left', async () => {
    await bookmaker[Symbol.asyncDispose]()
    const passing = openPass()
    await click()
    expect(await passing).toMatchObject({ kind: 'not-sent', code: 'NOT_SENT' })
  })
})

describe('when the browser is killed', () => {
  beforeEach(openBrowser)
  beforeEach(openPage)
  afterEach(closeBrowser)

  it('while an answer is awaited, the answer is kept', async () => {
    const pid = await readPid()
    bookmaker.onBet = ({ answer }) => {
      killNow(pid)
      context.once('close', () => answer('taken'))
    }
    const passing = openPass()
    await click().catch(() => undefined)
    expect(await passing).toMatchObject({ kind: 'answered', body: 'taken' })
    expect(bookmaker.bets).toHaveLength(1)
  })

  it('before a bet was seen, nothing is proven', async () => {
    const passing = openPass()
    killNow(await readPid())
    expect(await passing).toMatchObject({ kind: 'no-answer' })
  })
})

async function readPid(): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession()
  const found = await session?.send('SystemInfo.getProcessInfo')
  const browser = found?.processInfo.find(({ type }) => type === 'browser')
  if (!browser) throw new Error('no browser process')
  return browser.id
}
