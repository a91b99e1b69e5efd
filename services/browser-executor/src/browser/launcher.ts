import { Fault } from '@surefoot/shared/bus'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { readAddress } from '../account/allow-list.ts'
import { handIdentity } from '../chromium/extension.ts'
import { launchChromium, type ChromiumOptions } from '../chromium/launch-chromium.ts'
import { awaitEnd, killNow } from '../chromium/process-end.ts'
import { openProfile, readOwner, releaseProfile } from '../chromium/profile.ts'
import { openGateSocket } from '../click-gate/gate-socket.ts'
import { openGuardedWorld } from '../click-gate/guarded-world.ts'
import { openFence } from '../fence/fence.ts'
import type { BlockedLog } from '../fence/log-blocked.ts'
import { guardNavigation, watchForStray } from '../fence/navigation-guard.ts'
import { LOAD_TIMEOUT_MS } from '../page/page-world.ts'
import type { AccountBrowser, Clock, LaunchBrowser, LaunchOrder } from '../ports.ts'
import { openCapture } from '../stream/capture.ts'
import { createPageBrowser } from './page-browser.ts'

export interface LauncherSettings extends ChromiumOptions {
  readonly profilesDir: string
  /** Where the extension of a desk's browsers finds the gateway. */
  readonly gatewayUrlFor: (deskId: string) => Promise<string>
  readonly clock: Clock
  readonly blockedLog: BlockedLog
}

const LOOK_TIMEOUT_MS = 5000
const CLOSE_TIMEOUT_MS = 5000
const KILL_TIMEOUT_MS = 3000

/** Opens real browsers. */
export function createLauncher(settings: LauncherSettings): LaunchBrowser {
  return async (order) => {
    const profileDir = await openProfile(settings.profilesDir, order.id)
    const context = await launchChromium(profileDir, settings).catch((cause: unknown) => {
      throw new Fault('OPEN_FAILED', 'Chromium did not start. Run it by hand to see why.', 'drop', {
        cause,
      })
    })
    const close = await createClose(context, profileDir).catch(async (cause: unknown) => {
      await abandon(context, profileDir)
      throw new Fault('OPEN_FAILED', 'Chromium started but does not answer. Try again.', 'drop', {
        cause,
      })
    })
    try {
      return { ...(await openPage(context, { settings, order })), close }
    } catch (error) {
      await close()
      throw error
    }
  }
}

interface PageOrder {
  readonly settings: LauncherSettings
  readonly order: LaunchOrder
}

async function openPage(
  context: BrowserContext,
  { settings, order }: PageOrder,
): Promise<Omit<AccountBrowser, 'close'>> {
  const { clock, blockedLog } = settings
  const browser = browserOf(context)
  const page = context.pages()[0] ?? (await context.newPage())
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  let blockedUrl: string | undefined
  // Both before the first page loads: what was loaded before would pass them by.
  const fence = await openFence(browser, {
    nowMs: clock.monotonicMs,
    onBlocked: (blocked) => blockedLog.bet(order.id, blocked),
  })
  const guarding = {
    isAllowed: (url: string) => readAddress(url, order.allowedOrigins).ok,
    onBlocked: (url: string) => {
      blockedUrl = url
      blockedLog.navigation(order.id, url)
    },
  }
  const straying = watchForStray(context, { ...guarding, main: page })
  const lost = Promise.race([watchForLoss(context, page), straying])
  await guardNavigation(browser, { ...guarding, mainTab: targetInfo.targetId })
  const capture = await openCapture(session, targetInfo.targetId)
  const world = await openGuardedWorld(session)
  const socket = openGateSocket(session)
  if (settings.extensionDir !== undefined) await giveIdentity(context, { settings, order })
  await loadPage(page, order.url, () => blockedUrl)
  return createPageBrowser({
    context,
    page,
    session,
    fence,
    capture,
    socket,
    world,
    clock,
    lost,
    onTabClosed: (url) => blockedLog.navigation(order.id, `another tab at ${url}`),
  })
}

function browserOf(context: BrowserContext): Browser {
  const browser = context.browser()
  if (browser === null) throw new Fault('OPEN_FAILED', 'Chromium ended as it started.', 'drop')
  return browser
}

async function giveIdentity(
  context: BrowserContext,
  { settings, order }: PageOrder,
): Promise<void> {
  const { id, browserId, token } = order
  const gatewayUrl = await settings.gatewayUrlFor(id.deskId)
  await handIdentity(context, { ...id, browserId, token, gatewayUrl })
}

async function loadPage(page: Page, url: URL, blockedUrl: () => string | undefined): Promise<void> {
  const options = { waitUntil: 'domcontentloaded', timeout: LOAD_TIMEOUT_MS } as const
  await page.goto(url.href, options).catch((cause: unknown) => {
    const blocked = blockedUrl()
    throw blocked === undefined
      ? new Fault(
          'OPEN_FAILED',
          `${url.origin} did not load. See that it can be reached.`,
          'drop',
          { cause },
        )
      : new Fault(
          'URL_NOT_ALLOWED',
          `${url.origin} leads to ${originOf(blocked)}, which is not allowed.`,
          'drop',
          { cause },
        )
  })
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? 'no web address'
}

/** Why the browser, or the page that is driven, went without being asked to. */
function watchForLoss(context: BrowserContext, page: Page): Promise<string> {
  return new Promise((resolve) => {
    context.once('close', () => resolve('The browser ended.'))
    page.once('crash', () => resolve('The page crashed.'))
    // A browser that ends closes its tabs first.
    page.once('close', () => setTimeout(() => resolve("The account's tab was closed."), 100))
  })
}

/** Ends the browser, by force if need be, and leaves neither process nor lock. */
async function createClose(
  context: BrowserContext,
  profileDir: string,
): Promise<() => Promise<void>> {
  const session = await browserOf(context).newBrowserCDPSession()
  const readPids = async (): Promise<{ id: number; type: string }[]> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo', undefined, {
      timeout: LOOK_TIMEOUT_MS,
    })
    return processInfo
  }
  const atStart = await readPids()
  const main = atStart.find(({ type }) => type === 'browser')
  return async () => {
    const pids = (await readPids().catch(() => atStart)).map(({ id }) => id)
    await closeContext(context)
    const hasEnded = await awaitEnd(pids, KILL_TIMEOUT_MS)
    if (!hasEnded && main) killNow(main.id)
    if (!hasEnded) await awaitEnd(pids, KILL_TIMEOUT_MS)
    await releaseProfile(profileDir)
  }
}

/** Ends a browser whose processes are not known: its profile names the main one, and the rest end with it. */
async function abandon(context: BrowserContext, profileDir: string): Promise<void> {
  const main = await readOwner(profileDir)
  await closeContext(context)
  if (main === null || (await awaitEnd([main], KILL_TIMEOUT_MS))) return
  killNow(main)
  await awaitEnd([main], KILL_TIMEOUT_MS)
}

async function closeContext(context: BrowserContext): Promise<void> {
  await Promise.race([context.close().catch(() => undefined), delay(CLOSE_TIMEOUT_MS)])
}
