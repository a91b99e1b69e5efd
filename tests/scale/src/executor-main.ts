/**
 * A browser executor with the real service's lease, heartbeat, permits and records, in front of simulated browsers: the
 * process that a pod would be. Ends with its parent.
 */
import { createBrowserExecutor } from '@surefoot/browser-executor'
import { openBus } from '@surefoot/shared/bus'
import { createLogger } from '@surefoot/shared/runtime'
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openBookmakerAccount, type BookmakerAccount } from './bookmaker.ts'
import { executorEnvironment, READ_BOOKS, type ExecutorWord } from './executor-words.ts'
import { PROVIDERS } from './providers.ts'
import { createSimulatedBrowser } from './simulated-browser.ts'

const { NATS_URL, BROWSER_MS } = executorEnvironment.parse(process.env)
const logger = createLogger('browser-executor', 'error')
const bookmakers: BookmakerAccount[] = []
const stopped = new Promise<void>((resolve) => {
  process.once('SIGTERM', () => resolve())
  process.once('disconnect', () => resolve())
})

await using stack = new AsyncDisposableStack()
const bus = stack.use(await openBus({ url: NATS_URL, service: 'browser-executor', logger }))
stack.use(
  await createBrowserExecutor({
    bus,
    logger,
    clock: {
      epochMs: () => Date.now(),
      monotonicMs: () => performance.now(),
      delay: (ms, signal) => delay(ms, undefined, { signal }),
      every: (ms, step) => {
        const timer = setInterval(step, ms)
        return { [Symbol.dispose]: () => clearInterval(timer) }
      },
    },
    newId: randomUUID,
    newToken: () => randomBytes(32).toString('base64url'),
    configuredOrigins: Object.values(PROVIDERS).map(({ origin }) => origin),
    executorId: randomUUID(),
    // The accounts of many desks in one process: so many processes would measure this machine, not the ledger.
    serves: {},
    launch: async ({ id: { account } }) => {
      const { id, origin } = PROVIDERS[account]
      const bookmaker = openBookmakerAccount(id)
      bookmakers.push(bookmaker)
      return createSimulatedBrowser({ origin, bookmaker, browserMs: BROWSER_MS })
    },
  }),
)
process.on('message', (message) => {
  if (message === READ_BOOKS)
    say({ say: 'books', bets: bookmakers.flatMap((one) => one.readBook()) })
})
say({ say: 'ready' })
await stopped

function say(word: ExecutorWord): void {
  process.send?.(word)
}
