import { account as accountSchema, type Account } from '@surefoot/shared/messages'
import type { Locator, Page } from 'playwright-core'
import { z } from 'zod'

/** The operator's hand: it presses the mouse on what is visible, and writes down each press. No key is typed. */
export interface Hand {
  readonly clicks: readonly string[]
  readonly click: (what: string, target: Locator) => Promise<void>
  /** Press where a bookmaker's page shows its button, in the picture of an account's browser. */
  readonly clickInPicture: (what: string, at: PicturePoint) => Promise<void>
  /** What the page itself counted: presses of the mouse and of keys. */
  readonly counted: () => Promise<Counted>
}

export interface PicturePoint {
  readonly account: Account
  /** In the pixels of the bookmaker's page. */
  readonly x: number
  readonly y: number
}

const counted = z.object({ presses: z.number(), keys: z.number() })
type Counted = z.infer<typeof counted>

/** A machine that does many things at once is waited for. */
const VISIBLE_WITHIN_MS = 240_000

/** Must be made before the console is opened, so that its page counts from the first press. */
export async function createHand(page: Page): Promise<Hand> {
  const clicks: string[] = []
  let seen: Counted = { presses: 0, keys: 0 }
  await page.exposeFunction('noteHand', (kind: unknown) => {
    seen =
      kind === 'press' ? { ...seen, presses: seen.presses + 1 } : { ...seen, keys: seen.keys + 1 }
  })
  // On the document, not the window: a press whose target moved away under it is taken back there, and is made again.
  await page.addInitScript(`
    document.addEventListener('pointerdown', () => noteHand('press'), true)
    document.addEventListener('keydown', () => noteHand('key'), true)
  `)
  return {
    clicks,
    click: async (what, target) => {
      await target.click({ timeout: VISIBLE_WITHIN_MS })
      clicks.push(what)
    },
    clickInPicture: async (what, { account, x, y }) => {
      const picture = page.getByRole('img', {
        name: `What browser ${accountSchema.parse(account)} shows`,
      })
      await picture.waitFor({ timeout: VISIBLE_WITHIN_MS })
      const shown = await picture.boundingBox()
      const width = Number(await picture.getAttribute('width'))
      if (shown === null || width === 0) throw new Error(`the picture of ${account} has no size`)
      const scale = shown.width / width
      await picture.click({ position: { x: x * scale, y: y * scale } })
      clicks.push(what)
    },
    counted: async () => seen,
  }
}
