import { findChromium } from '@surefoot/servers'
import { chromium, type Page } from 'playwright-core'

export interface Console extends AsyncDisposable {
  readonly page: Page
  /** What the page complained of in its own console: must stay empty. */
  readonly complaints: string[]
}

/** The operator's own browser at the console, let in by the one-time link. */
export async function openConsole(link: string, dir: string): Promise<Console> {
  const { path } = await findChromium({ dir })
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
  await page.goto(link)
  return { page, complaints, [Symbol.asyncDispose]: () => browser.close() }
}
