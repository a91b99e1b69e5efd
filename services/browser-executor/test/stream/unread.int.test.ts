import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openGateBrowser } from '../support/gate-stand.ts'
import { openOddsSite, POLLED, watchOdds } from '../support/odds-site.ts'

const SLOW = { timeout: 120_000, interval: 20 }
const TOO_LONG = /^a message of \d+ bytes is too long to be read$/

let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

it.each(['page', 'worker', 'worker-of-a-worker', 'shared-worker', 'frame-of-another-site'])(
  'a frame of 40 MB that comes to a %s is not read, which is known, and the next one is',
  async (path) => {
    await using site = await openOddsSite()
    const page = await context.newPage()
    const heard = await watchOdds(context, page, [site.origin, site.other])
    await page.goto(`${site.origin}/${path}`)
    await vi.waitFor(() => expect(site.sockets).toHaveLength(1), SLOW)
    site.sockets[0]?.send('x'.repeat(40_000_000))
    site.sockets[0]?.send('next')
    await vi.waitFor(() => expect(heard.bodies).toContain('next'), SLOW)
    expect(heard.unread).toEqual([expect.stringMatching(TOO_LONG)])
    await page.close()
  },
)

it.each([
  ['of 20 MB, which Chromium does not keep', 'x'.repeat(20_000_000)],
  ['of 15 MB that are many more in a message', '\u0001'.repeat(15_000_000)],
])('a polled answer %s, is not read, which is known, and the next one is', async (_what, body) => {
  await using site = await openOddsSite()
  const page = await context.newPage()
  const heard = await watchOdds(context, page, [site.origin])
  site.polled = body
  await page.goto(`${site.origin}/page`)
  await vi.waitFor(() => expect(heard.unread).toContainEqual(expect.stringMatching(TOO_LONG)), SLOW)
  site.polled = POLLED
  await vi.waitFor(() => expect(heard.bodies).toContain(POLLED), SLOW)
  await page.close()
})

it('an answer to a request that is too long for us is not read, as its place is not known', async () => {
  await using site = await openOddsSite()
  const page = await context.newPage()
  const heard = await watchOdds(context, page, [site.origin])
  await page.goto(`${site.origin}/worker`)
  await page.evaluate(`fetch('/polled', { method: 'POST', body: 'x'.repeat(1e7) })`)
  await vi.waitFor(() => expect(heard.unread).toEqual([expect.stringMatching(TOO_LONG)]), SLOW)
  expect(heard.bodies).toEqual([])
  await page.close()
})
