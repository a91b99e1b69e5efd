import type { Locator } from '@surefoot/provider'
import type { CDPSession } from 'playwright-core'
import { z } from 'zod'
import type { Fault, LegTexts } from '../page/page-script.ts'
import type { PageWorld } from '../page/page-world.ts'
import type { Point } from '../ports.ts'
import { armClickGuard, readClickGuard } from './click-guard-script.ts'

const TIMEOUT_MS = 1000

/** Binds one click to the commit element of the page. */
export interface ClickGuard {
  /** Aim at the element and keep every event of a press from anything else. A fault: do not click. */
  readonly arm: (livesMs: number) => Promise<Point | Fault>
  /**
   * Click once, where it was aimed. Never rejects. Gives why nothing was pressed, if that is certain: every event met
   * something else than the element, and was kept from it.
   */
  readonly click: (point: Point) => Promise<string | undefined>
}

const aimed = z.union([z.object({ x: z.number(), y: z.number() }), z.object({ fault: z.string() })])
const report = z.object({ passed: z.array(z.string()), blocked: z.array(z.string()) }).nullable()

export function createClickGuard(
  { session, world }: { readonly session: CDPSession; readonly world: PageWorld },
  target: { readonly commit: readonly Locator[]; readonly leg: LegTexts },
): ClickGuard {
  const read = { run: readClickGuard, order: undefined, answer: report, timeoutMs: TIMEOUT_MS }
  return {
    arm: (livesMs) =>
      world
        .run({
          run: armClickGuard,
          order: { ...target, livesMs },
          answer: aimed,
          timeoutMs: TIMEOUT_MS,
        })
        .catch((error: unknown) => ({ fault: String(error) })),
    click: async (point) => {
      try {
        await click(session, point)
        const found = await world.run(read)
        const isMissed = found !== null && found.passed.length === 0 && found.blocked.length > 0
        return isMissed ? 'the page moved, and another element was under the click' : undefined
      } catch {
        // The page may have left with the click: the fence or the provider knows.
        return undefined
      }
    },
  }
}

/** A trusted click, as from a mouse. The three events keep their order; none waits for the page to have taken the last. */
async function click(session: CDPSession, { x, y }: Point): Promise<void> {
  const button = { x, y, button: 'left', clickCount: 1 } as const
  await Promise.all([
    session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }),
    session.send('Input.dispatchMouseEvent', { ...button, type: 'mousePressed' }),
    session.send('Input.dispatchMouseEvent', { ...button, type: 'mouseReleased' }),
  ])
}
