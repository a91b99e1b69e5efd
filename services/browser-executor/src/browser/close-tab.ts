import type { Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'

const ASK_AGAIN_MS = 250

/**
 * Closes a tab, and ends when it is gone. Chromium 156 may answer that it closes a tab and never do it, where the tab came
 * to another page in that moment: 8 of 500 on a busy machine. Who asks once then waits for ever, so we ask until it has.
 */
export async function closeTab(page: Page): Promise<void> {
  const closed = page.close().catch(() => undefined)
  await Promise.race([closed, delay(ASK_AGAIN_MS)])
  if (page.isClosed()) return
  try {
    const session = await page.context().newCDPSession(page)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    while (!page.isClosed()) {
      await session.send('Target.closeTarget', { targetId: targetInfo.targetId })
      await Promise.race([closed, delay(ASK_AGAIN_MS)])
    }
  } catch (error) {
    // A tab that has gone meanwhile takes its session along.
    await Promise.race([closed, delay(ASK_AGAIN_MS)])
    if (!page.isClosed()) throw error
  }
}
