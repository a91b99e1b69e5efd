import { Fault, type Bus, type Stoppable } from '@surefoot/shared/bus'
import {
  betsRead,
  browserActs,
  browserClose,
  browserOpen,
  browserView,
  browserWatch,
  legPlace,
  legPrepare,
  ok,
  refuse,
  type Body,
  type Refusal,
  type Reply,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { createBrowsers, type Browsers } from './account/browsers.ts'
import { onBrowserActs, onBrowserView } from './account/on-browser-live.ts'
import { onBrowserWatch } from './account/on-browser-watch.ts'
import type { Listen, OpenedBrowser } from './account/opened-browser.ts'
import { createBetParts } from './bets/bet-parts.ts'
import { onBetsRead } from './bets/on-bets-read.ts'
import { createExecutionsInProgress } from './legs/executions-in-progress.ts'
import { onLegPlace } from './legs/on-leg-place.ts'
import { onLegPrepare } from './legs/on-leg-prepare.ts'
import type { AccountId, Ports, Surroundings } from './ports.ts'

/**
 * Serve `browser.open` of the accounts that it is for, and for each browser that is open the requests of its account.
 * Disposing begins nothing new, lets the executions that have begun come to their end and closes all browsers.
 */
export async function createBrowserExecutor(surroundings: Surroundings): Promise<AsyncDisposable> {
  const inProgress = createExecutionsInProgress(surroundings)
  const ports: Ports = { ...surroundings, inProgress }
  const browsers: Browsers = createBrowsers(
    ports,
    createListen(ports, (id, reason) => browsers.closeBrowser(id, reason)),
  )
  const opening: Stoppable = await ports.bus.serve(
    browserOpen,
    ({ deskId, account, url }) => browsers.openBrowser({ deskId, account }, url),
    { scope: ports.serves },
  )
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.all([opening.stop(), inProgress.finish(browsers.hasAny)])
      await browsers[Symbol.asyncDispose]()
    },
  }
}

/** Which request to an account's open browser goes to which handler. */
function createListen(
  ports: Ports,
  closeBrowser: (id: AccountId, reason: string) => Promise<void>,
): Listen {
  return async (opened) => {
    const { id } = opened
    const { inProgress } = ports
    const serve = createServe(ports.bus, opened)
    const closing = await serve(browserClose, async ({ reason }) => {
      await closeBrowser(id, reason)
      return ok({})
    })
    const listeners = await Promise.all([
      serve(browserWatch, (watch) => onBrowserWatch(ports, opened, watch)),
      serve(legPrepare, async (plan) =>
        inProgress.admit(plan) ? onLegPrepare(opened, plan) : refuseStopping(),
      ),
      serve(legPlace, async (plan) =>
        inProgress.admit(plan) ? onLegPlace(ports, opened, plan) : refuseStopping(),
      ),
      serve(
        betsRead,
        createBetParts(() => onBetsRead(ports, opened.bets)),
      ),
      serve(browserView, () => onBrowserView(opened)),
      serve(browserActs, ({ acts }) => onBrowserActs(opened, acts)),
    ])
    return async () => {
      // Not waited for: what is being answered may be the very request to close.
      void closing.stop()
      await Promise.all(listeners.map((listener) => listener.stop()))
    }
  }
}

/**
 * Serves the account in a group of this browser's own: an executor that hangs would else swallow its share of what is
 * asked of its successor. So both hear it once it goes on, and only who has the lease answers.
 */
function createServe(bus: Bus, { id, browserId, lease }: OpenedBrowser) {
  return <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    handler: (body: z.output<B>) => Promise<Reply<R>>,
  ): Promise<Stoppable> =>
    bus.serve(
      definition,
      async (body) => {
        if (!lease.isHeld()) throw leaseOver()
        return handler(body)
      },
      { scope: id, instance: browserId },
    )
}

function refuseStopping(): Refusal {
  const message =
    'The browser executor is being stopped and begins no execution. Turn the account on again when it is closed.'
  return refuse('NOT_READY', message)
}

function leaseOver(): Fault {
  const message =
    'The lease of the account was not renewed in time: another executor may have it, and answers.'
  return new Fault('LEASE_OVER', message, 'drop')
}
