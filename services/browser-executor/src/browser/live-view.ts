import type { BrowserAct } from '@surefoot/shared/messages'
import type { BrowserContext, Page } from 'playwright-core'
import { closeTab } from './tabs.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { isExtension, openPopup } from '../chromium/extension.ts'
import type { AccountBrowser } from '../ports.ts'

/** The first that gives a picture which fits into a message. */
const JPEG_QUALITIES = [60, 30, 10, 1] as const
/** NATS carries a megabyte; the rest is for the tabs. */
const LARGEST_PICTURE_BASE64 = 900_000
/** As many as can be brought to the front by their place. */
const MOST_TABS = 51
const LONGEST_TITLE = 100
const LONGEST_ADDRESS = 200
/** A tab that hangs has no title. */
const TITLE_TIMEOUT_MS = 500
const PICTURE_TIMEOUT_MS = 3000

/** Lets a person see and use a browser that has no window. */
export function createLiveView(
  context: BrowserContext,
  mainPage: Page,
): Pick<AccountBrowser, 'view' | 'act'> {
  let shown = mainPage
  const front = (): Page => (shown.isClosed() ? mainPage : shown)
  const show = async (page: Page | undefined): Promise<void> => {
    if (page === undefined) throw new RangeError('there is no such tab')
    await page.bringToFront()
    shown = page
  }
  const act = async (one: BrowserAct): Promise<void> => {
    switch (one.do) {
      case 'click':
        return front().mouse.click(one.x, one.y)
      case 'type':
        return front().keyboard.type(one.text)
      case 'press':
        return front().keyboard.press(one.key)
      case 'show':
        return show(context.pages()[one.tab])
      case 'open-extension':
        return show(await openPopup(context))
      case 'close-extension':
        await Promise.all(context.pages().filter(isExtension).map(closeTab))
        return show(mainPage)
      case 'reload':
        await front().reload({ waitUntil: 'domcontentloaded' })
    }
  }
  return {
    view: async () => {
      const page = front()
      return {
        image: await takePicture(page),
        ...(await readSize(page)),
        tabs: await readTabs(context, page),
      }
    },
    act: async (acts) => {
      for (const one of acts) await act(one)
    },
  }
}

/** JPEG, base64. Throws if none is small enough: a page can draw what does not compress. */
async function takePicture(page: Page): Promise<string> {
  for (const quality of JPEG_QUALITIES) {
    const options = { type: 'jpeg', quality, scale: 'css', timeout: PICTURE_TIMEOUT_MS } as const
    const image = (await page.screenshot(options)).toString('base64')
    if (image.length <= LARGEST_PICTURE_BASE64) return image
  }
  throw new RangeError('the picture is too large to be sent')
}

async function readSize(page: Page): Promise<{ width: number; height: number }> {
  const fixed = page.viewportSize()
  if (fixed !== null) return fixed
  const session = await page.context().newCDPSession(page)
  const { cssLayoutViewport } = await session.send('Page.getLayoutMetrics')
  await session.detach()
  return { width: cssLayoutViewport.clientWidth, height: cssLayoutViewport.clientHeight }
}

async function readTabs(context: BrowserContext, inFront: Page) {
  return Promise.all(
    context
      .pages()
      .slice(0, MOST_TABS)
      .map(async (page) => ({
        title: await readTitle(page),
        address: readAddress(page.url()),
        isInFront: page === inFront,
      })),
  )
}

async function readTitle(page: Page): Promise<string> {
  const title = askTitle(page).catch(() => '')
  const late = delay(TITLE_TIMEOUT_MS, '', { ref: false })
  return (await Promise.race([title, late])).slice(0, LONGEST_TITLE)
}

/** As the browser shows it, which is bounded: what the page's document gives may be anything. */
async function askTitle(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  await session.detach()
  return targetInfo.title
}

/** Without query and fragment, where sites put what is private. */
function readAddress(url: string): string {
  const { protocol = '', host = '', pathname = '' } = URL.parse(url) ?? {}
  return `${protocol}//${host}${pathname}`.slice(0, LONGEST_ADDRESS)
}
