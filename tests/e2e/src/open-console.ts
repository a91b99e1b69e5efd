import { findChromium } from '@surefoot/servers'
import { chromium, type Page } from 'playwright-core'

export interface Console extends AsyncDisposable {
  readonly page: Page
  /** Another browser of an operator: it shares no cookie with the first. Closed with it. */
  readonly openAnother: (link: string) => Promise<Page>
  /** What the page complained of in its own console: must stay empty. */
  readonly complaints: string[]
}

/** The operator's own browser, with nothing opened in it yet. */
export async function openOperatorBrowser(): Promise<Console> {
  const { path } = await findChromium()
  const browser = await chromium.launch({
    executablePath: path,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  const openAnother = async (another: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const opened = await context.newPage()
    await opened.goto(another)
    return opened
  }
  return { page, openAnother, complaints, [Symbol.asyncDispose]: () => browser.close() }
}

/** The operator's own browser at the console, let in by the one-time link. */
export async function openConsole(link: string): Promise<Console> {
  const opened = await openOperatorBrowser()
  await opened.page.goto(link)
  return opened
}
