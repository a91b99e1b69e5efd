import { browserOpen, type Stoppable } from '@surefoot/shared'
import { createBrowsers, type Browsers } from './account/browsers.ts'
import { createListen } from './listen-to-account.ts'
import { createExecutionsInProgress } from './legs/executions-in-progress.ts'
import type { Ports, Surroundings } from './ports.ts'

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
