import type { Frame } from '@surefoot/provider'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openGateBrowser } from '../support/gate-stand.ts'
import { openOddsSite, POLLED, watchOdds } from '../support/odds-site.ts'
import type { TestSocket } from '../support/web-socket.ts'

const SLOW = { timeout: 120_000, interval: 20 }
let stack: AsyncDisposableStack
let context: BrowserContext
beforeAll(async () => {
  stack = new AsyncDisposableStack()
  ;({ context } = stack.use(await openGateBrowser()))
})
afterAll(() => stack.disposeAsync())

const PLACES = [
  'page',
  'worker',
  'worker-of-a-worker',
  'shared-worker',
  'frame',
  'frame-of-another-site',
  'worker-of-that-frame',
]

/** A machine that is late may hear a socket only after its first frames: it sends until some came, and then none is missing. */
async function sendUntilHeard(
  sockets: readonly TestSocket[],
  bodies: Frame['body'][],
): Promise<readonly number[]> {
  let sent = 0
  await vi.waitFor(() => {
    sent += 1
    sockets[0]?.send(`${sent}`)
    expect(bodies.filter((body) => body !== POLLED).length).toBeGreaterThan(3)
  }, SLOW)
  return bodies.filter((body) => body !== POLLED).map(Number)
}

/** As many, one after another. */
function inARow(numbers: readonly number[]): number[] {
  return numbers.map((_, place) => (numbers[0] ?? 0) + place)
}

it.each(PLACES)('odds that come to a %s are heard (C16)', async (path) => {
  await using site = await openOddsSite()
  const page = await context.newPage()
  const { bodies } = await watchOdds(context, page, [site.origin, site.other])
  await page.goto(`${site.origin}/${path}`)
  const heard = await sendUntilHeard(site.sockets, bodies)
  expect(heard).toEqual(inARow(heard))
  await page.close()
})

it.each(['page', 'frame', 'frame-of-another-site'])('what a %s polls is heard', async (path) => {
  await using site = await openOddsSite()
  const page = await context.newPage()
  const { bodies } = await watchOdds(context, page, [site.origin, site.other])
  await page.goto(`${site.origin}/${path}`)
  await vi.waitFor(() => expect(bodies).toContain(POLLED), SLOW)
  await page.close()
})

it.each(['worker', 'shared-worker', 'worker-of-a-worker', 'worker-of-that-frame'])(
  'a socket that a %s opened before it was listened to is heard',
  async (path) => {
    await using site = await openOddsSite()
    const page = await context.newPage()
    await page.goto(`${site.origin}/${path}`)
    await vi.waitFor(() => expect(site.sockets).toHaveLength(1), SLOW)
    const { bodies } = await watchOdds(context, page, [site.origin, site.other])
    const heard = await sendUntilHeard(site.sockets, bodies)
    expect(heard).toEqual(inARow(heard))
    await page.close()
  },
)
