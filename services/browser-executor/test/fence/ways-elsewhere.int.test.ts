import { openTempDir } from '@surefoot/testkit'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findChromium } from '../../src/chromium/find-chromium.ts'
import { launchChromium } from '../../src/chromium/launch-chromium.ts'
import { openProfile } from '../../src/chromium/profile.ts'
import { guardNavigation, watchForStray } from '../../src/fence/navigation-guard.ts'
import { openPageServer, type PageServer } from '../support/page-server.ts'
import { findWays, SPECULATIONS } from '../support/ways-elsewhere.ts'

const SLOW = { timeout: 60_000, interval: 20 }

let stack: AsyncDisposableStack
let context: BrowserContext
let page: Page
let maze: PageServer
let canary: PageServer
let reached: string[] = []
let logged: string[] = []
let strayed: string | undefined

/** Answers every path as the way of that name does; what is under /elsewhere/ leads to the canary. */
async function openMaze(): Promise<PageServer> {
  const ways = findWays(canary.origin)
  return openPageServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://maze').pathname.slice(1)
    const name = decodeURIComponent(path)
    response.setHeader('content-type', 'text/html')
    if (name === 'rules') {
      response.setHeader('content-type', 'application/speculationrules+json')
      const rule = { source: 'list', urls: [`${canary.origin}/`], eagerness: 'immediate' }
      return response.end(JSON.stringify({ prefetch: [rule], prerender: [rule] }))
    }
    if (name === 'worker.js') {
      response.setHeader('content-type', 'text/javascript')
      return response.end(
        `onfetch = (event) => { if (event.request.url.endsWith('/by-worker')) event.respondWith(Response.redirect('${canary.origin}/')) }`,
      )
    }
    const [, code] = /^elsewhere\/(\d+)$/.exec(name) ?? []
    if (code !== undefined) {
      response.statusCode = Number(code)
      response.setHeader('location', `${canary.origin}/`)
      return response.end()
    }
    const way = ways[name]
    for (const [header, value] of Object.entries(way?.headers ?? {}))
      response.setHeader(header, value)
    return response.end(`<!doctype html>${way?.html ?? ''}`)
  })
}

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  canary = stack.use(
    await openPageServer((request, response) => {
      if (request.url !== '/favicon.ico') reached.push(request.url ?? '')
      response.setHeader('content-type', 'text/html')
      response.setHeader('supports-loading-mode', 'credentialed-prerender')
      response.end('canary')
    }),
  )
  maze = stack.use(await openMaze())
  const profile = await openProfile(dir.path, { deskId: 'main', account: 'A' })
  const executablePath = (await findChromium(process.env['PATH'] ?? '')) ?? ''
  context = await launchChromium(profile, {
    executablePath,
    isHeaded: false,
    extensionDir: undefined,
  })
  stack.defer(() => context.close())
  page = context.pages()[0] ?? (await context.newPage())
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  const guarding = {
    isAllowed: (url: string) => URL.parse(url)?.origin === maze.origin,
    onBlocked: (url: string) => void logged.push(url),
  }
  void watchForStray(context, { ...guarding, main: page }).then((why) => (strayed = why))
  await guardNavigation(browser, { ...guarding, mainTab: targetInfo.targetId })
})
afterAll(() => stack.disposeAsync())
beforeEach(() => {
  reached = []
  logged = []
})
afterEach(async () => {
  await page.goto('about:blank')
})

const isCanary = (url: string) => url.startsWith(canary.origin)

describe('a page that goes elsewhere', () => {
  it.each(Object.keys(findWays('')))('by %s does not get there, and it is logged', async (way) => {
    const url = `${maze.origin}/${encodeURIComponent(way)}`
    await page.goto(url, { waitUntil: 'commit' })
    await vi.waitFor(() => expect(logged.some(isCanary)).toBe(true), SLOW)
    await vi.waitFor(() => expect(context.pages()).toEqual([page]), SLOW)
    // What a page loads into itself is its own affair, as a picture is.
    expect(reached.length).toBe(way === 'a link that fetches it ahead' ? 1 : 0)
    expect(isCanary(page.url())).toBe(false)
    expect(strayed).toBeUndefined()
  })

  it('is more than fifteen ways, and some load ahead', () => {
    expect(Object.keys(findWays('')).length).toBeGreaterThan(15)
    expect(SPECULATIONS).toBeGreaterThan(4)
  })
})

describe('a tab that came elsewhere all the same', () => {
  it('is closed, and the account is lost if it was its own', async () => {
    const own = await context.newPage()
    const blocked: string[] = []
    const order = { isAllowed: () => false, onBlocked: (url: string) => void blocked.push(url) }
    const straying = watchForStray(context, { ...order, main: own })
    const other = await context.newPage()
    await other.goto(`${maze.origin}/`).catch(() => undefined)
    await vi.waitFor(() => expect(other.isClosed()).toBe(true), SLOW)
    await own.goto(`${maze.origin}/`)
    expect(await straying).toContain(`came to ${maze.origin}/, which is not allowed`)
    expect(blocked).toEqual([`${maze.origin}/`, `${maze.origin}/`])
    await own.close()
  })
})
