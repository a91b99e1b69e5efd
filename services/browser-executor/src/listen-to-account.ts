import {
  betsRead,
  browserActs,
  browserClose,
  browserView,
  browserWatch,
  legPlace,
  legPrepare,
  ok,
} from '@surefoot/shared'
import { onBrowserActs, onBrowserView } from './on-browser-live.ts'
import { onBrowserWatch } from './on-browser-watch.ts'
import { onLegPlace } from './on-leg-place.ts'
import { onLegPrepare } from './on-leg-prepare.ts'
import type { Listen } from './opened-browser.ts'
import type { AccountId, Ports } from './ports.ts'

/** Which request to an account's open browser goes to which handler. */
export function createListen(
  ports: Ports,
  closeBrowser: (id: AccountId, reason: string) => Promise<void>,
): Listen {
  const { bus } = ports
  return async (opened) => {
    const { id, browser } = opened
    const options = { scope: id }
    const closing = await bus.serve(
      browserClose,
      async ({ reason }) => {
        await closeBrowser(id, reason)
        return ok({})
      },
      options,
    )
    const listeners = await Promise.all([
      bus.serve(browserWatch, (watch) => onBrowserWatch(ports, opened, watch), options),
      bus.serve(legPrepare, (plan) => onLegPrepare(opened, plan), options),
      bus.serve(legPlace, (plan) => onLegPlace(ports, opened, plan), options),
      bus.serve(betsRead, () => browser.readBets(), options),
      bus.serve(browserView, () => onBrowserView(opened), options),
      bus.serve(browserActs, ({ acts }) => onBrowserActs(opened, acts), options),
    ])
    return async () => {
      // Not waited for: what is being answered may be the very request to close.
      void closing.stop()
      await Promise.all(listeners.map((listener) => listener.stop()))
    }
  }
}
