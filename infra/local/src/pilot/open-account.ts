import type { Screen } from '../screen.ts'
import { logIn, type AtBookmaker } from './log-in.ts'
import { markProvider } from './mark-provider.ts'
import { until } from '../until.ts'
import { untilState } from './until-state.ts'

export interface OpenAccount extends AtBookmaker {
  readonly bookmaker: string
  readonly screen: Screen
}

const IDLE_WITHIN_MS = 20_000
const LOGGED_IN_WITHIN_MS = 10_000

/** The human's part for one account: switch it on, log in, mark the provider in the extension. */
export async function openAccount(options: OpenAccount): Promise<void> {
  const { account, bookmaker, operator, screen, signal, url } = options
  if (await isReady(options)) return
  // After a stack that was killed the worker first notices that the browser is gone.
  await until(async () => (await operator.desk()).accounts[account].state === 'IDLE', {
    what: `account ${account} to be IDLE`,
    withinMs: IDLE_WITHIN_MS,
    signal,
  })
  await operator.toggle(account, true, url)
  await untilState(operator, { account, states: ['BROWSER_READY'], signal })
  screen.good(`${account}: browser open at ${bookmaker}`)
  await logIn(options)
  screen.good(`${account}: logged in at ${bookmaker}`)
  await markProvider(options)
  await untilState(operator, { account, states: ['RUNNING'], signal })
  await until(async () => (await operator.desk()).accounts[account].browser?.isLoggedIn, {
    what: `${bookmaker} to show that account ${account} is logged in`,
    withinMs: LOGGED_IN_WITHIN_MS,
    signal,
  })
  screen.good(`${account}: ${bookmaker} marked through the extension; its odds are streaming`)
}

/** An attempt that was cut off may have come to its end. */
async function isReady({ account, operator }: OpenAccount): Promise<boolean> {
  const { state, browser } = (await operator.desk()).accounts[account]
  return state === 'RUNNING' && browser?.isLoggedIn === true
}
