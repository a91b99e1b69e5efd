import type { CDPSession } from 'playwright-core'
import type { Point } from '../ports.ts'

/** A trusted click, as from a mouse. The three events keep their order; none waits for the page to have taken the last. */
export async function click(session: CDPSession, { x, y }: Point): Promise<void> {
  const button = { x, y, button: 'left', clickCount: 1 } as const
  await Promise.all([
    session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }),
    session.send('Input.dispatchMouseEvent', { ...button, type: 'mousePressed' }),
    session.send('Input.dispatchMouseEvent', { ...button, type: 'mouseReleased' }),
  ])
}
