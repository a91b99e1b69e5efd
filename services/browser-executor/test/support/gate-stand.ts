import type { Permit } from '@surefoot/shared/messages'
import { openTempDir } from '@surefoot/testkit'
import type { BrowserContext, Page } from 'playwright-core'
import { createPageBrowser } from '../../src/browser/page-browser.ts'
import { findChromium } from '../../src/chromium/find-chromium.ts'
import { launchChromium } from '../../src/chromium/launch-chromium.ts'
import { openGateSocket } from '../../src/click-gate/gate-socket.ts'
import { openGuardedWorld } from '../../src/click-gate/guarded-world.ts'
import { openPageGate } from '../../src/click-gate/page-gate.ts'
import { systemClock } from '../../src/edge.ts'
import { openFence } from '../../src/fence/fence.ts'
import type { AimedSlip, Submit } from '../../src/ports.ts'
import { openCapture } from '../../src/stream/capture.ts'
import type { GateBookmaker } from './gate-bookmaker.ts'
import { plan } from './plan.ts'

export const permit: Permit = {
  permitId: '6f2c7f5e-0000-4000-8000-000000000001',
  legId: plan.legId,
  selectionId: plan.selectionId,
  stake: plan.stake,
  leastOdds: plan.leastOdds,
  venue: 'live',
  safeMode: false,
  expiresAt: plan.deadline,
  livesMs: 5000,
}

/** One Chromium, driven as the executor drives it. */
export async function openGateBrowser(): Promise<AsyncDisposable & { context: BrowserContext }> {
  const dir = await openTempDir()
  const executablePath = (await findChromium(process.env['PATH'] ?? '')) ?? ''
  const options = { executablePath, isHeaded: false, extensionDir: undefined }
  const context = await launchChromium(dir.path, options)
  return {
    context,
    [Symbol.asyncDispose]: async () => {
      await context.close()
      await dir[Symbol.asyncDispose]()
    },
  }
}

/** A tab that watches a bookmaker of one page, with the leg on the slip. */
export async function openGatePage(
  context: BrowserContext,
  bookmaker: Pick<GateBookmaker, 'origin' | 'contract'>,
) {
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  const page: Page = await context.newPage()
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const fence = await openFence(browser, {
    nowMs: systemClock.monotonicMs,
    onBlocked: () => undefined,
  })
  const lost = Promise.withResolvers<string>()
  const closedTabs: string[] = []
  const tools = {
    context,
    page,
    session,
    fence,
    capture: await openCapture(session, targetInfo.targetId),
    world: await openGuardedWorld(session),
    socket: openGateSocket(session),
    clock: systemClock,
    lost: lost.promise,
    onTabClosed: (url: string) => void closedTabs.push(url),
  }
  await page.goto(`${bookmaker.origin}/bare`)
  const driven = createPageBrowser(tools)
  await driven.watch(bookmaker.contract, {
    onPageLoad: () => undefined,
    onFrame: () => undefined,
    onUnread: () => undefined,
  })
  await page.goto(`${bookmaker.origin}/`)
  const prepare = async (): Promise<AimedSlip> => {
    const aimed = await driven.prepare(plan)
    if (!aimed.ok) throw new Error(aimed.message)
    return aimed
  }
  return {
    page,
    driven,
    closedTabs,
    lose: lost.resolve,
    prepare,
    /** The gate alone, without a click. */
    openGate: (livesMs = 3000) =>
      openPageGate(tools.world, {
        contract: bookmaker.contract,
        permit,
        expiresAtMs: systemClock.monotonicMs() + livesMs,
        nowMs: systemClock.monotonicMs,
      }),
    submit: async (change: Partial<Submit> & { livesMs?: number } = {}) => {
      const { livesMs = 3000, ...order } = change
      const aimed = order.aimed ?? (await prepare())
      const expiresAtMs = systemClock.monotonicMs() + livesMs
      const onPending = () => undefined
      return driven.submit({ plan, permit, aimed, expiresAtMs, waitMs: 2000, onPending, ...order })
    },
  }
}
