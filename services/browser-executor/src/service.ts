import { browserOpen, type Stoppable } from '@surefoot/shared'
import { createBrowsers, type Browsers } from './browsers.ts'
import { createListen } from './listen-to-account.ts'
import type { Ports } from './ports.ts'

/**
 * Serve `browser.open`, and for each browser that is open the requests of its account. Disposing takes no more requests
 * and closes all browsers.
 */
export async function createBrowserExecutor(ports: Ports): Promise<AsyncDisposable> {
  const browsers: Browsers = createBrowsers(
    ports,
    createListen(ports, (id, reason) => browsers.closeBrowser(id, reason)),
  )
  const opening: Stoppable = await ports.bus.serve(browserOpen, ({ deskId, account, url }) =>
    browsers.openBrowser({ deskId, account }, url),
  )
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.all([opening.stop(), browsers[Symbol.asyncDispose]()])
    },
  }
}
