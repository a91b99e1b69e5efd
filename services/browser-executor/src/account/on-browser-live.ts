import {
  ok,
  refuse,
  type BrowserAct,
  type browserActs,
  type browserView,
  type Reply,
} from '@surefoot/shared/messages'
import type { OpenedBrowser } from './opened-browser.ts'

/** Show a browser that may have no window. */
export async function onBrowserView({
  browser,
}: OpenedBrowser): Promise<Reply<typeof browserView.reply>> {
  try {
    return ok(await browser.view())
  } catch (error) {
    return refuse('VIEW_FAILED', `The browser gives no picture: ${String(error)}`.slice(0, 500))
  }
}

/** Act in a browser as its operator. What is typed is not in the refusal. */
export async function onBrowserActs(
  { browser }: OpenedBrowser,
  acts: readonly BrowserAct[],
): Promise<Reply<typeof browserActs.reply>> {
  try {
    await browser.act(acts)
    return ok({})
  } catch {
    return refuse('ACT_FAILED', 'The browser did not do it. Look at the picture and try again.')
  }
}
