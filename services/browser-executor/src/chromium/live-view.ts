import type { BrowserAct } from '@surefoot/shared'
import type { BrowserContext, Page } from 'playwright-core'
import type { AccountBrowser } from '../ports.ts'
import { isExtension, openPopup } from './extension.ts'

const JPEG_QUALITY = 60
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
        await Promise.all(
          context
            .pages()
            .filter(isExtension)
            .map((page) => page.close()),
        )
        return show(mainPage)
      case 'reload':
        await front().reload({ waitUntil: 'domcontentloaded' })
    }
  }
  return {
    view: async () => {
      const page = front()
      const options = {
        type: 'jpeg',
        quality: JPEG_QUALITY,
        scale: 'css',
        timeout: PICTURE_TIMEOUT_MS,
      } as const
      const image = await page.screenshot(options)
      return {
        image: image.toString('base64'),
        ...(await readSize(page)),
        tabs: await readTabs(context, page),
      }
    },
    act: async (acts) => {
      for (const one of acts) await act(one)
    },
  }
}

async function readSize(page: Page): Promise<{ width: number; height: number }> {
  return page.viewportSize() ?? page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
}

async function readTabs(context: BrowserContext, inFront: Page) {
  return Promise.all(
    context.pages().map(async (page) => ({
      title: await page.title().catch(() => ''),
      address: readAddress(page.url()),
      isInFront: page === inFront,
    })),
  )
}

/** Without query and fragment, where sites put what is private. */
function readAddress(url: string): string {
  const { protocol = '', host = '', pathname = '' } = URL.parse(url) ?? {}
  return `${protocol}//${host}${pathname}`
}
