import { logIn, until } from '@surefoot/local'
import type { Account } from '@surefoot/shared/messages'
import type { World } from '../world.ts'
import { mark } from './mark.ts'

/** A browser that has not come to trade in this time is closed and opened anew. */
const PATIENCE_MS = 30_000
const PAGE_WITHIN_MS = 5000
const LOGIN_PATH = { A: '/login', B: '/signin' } as const
const HOUSE = { A: 'north', B: 'south' } as const

/** One look at an account, and what a person then does: turn it on, log in, mark the provider, give up and begin anew. */
export async function mindAccount(
  { operator, stack }: World,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  const url = `${stack.sandbox[HOUSE[account]]}${LOGIN_PATH[account]}`
  const at = { operator, account, url, signal }
  const { state, changedAt, browser } = (await operator.desk()).accounts[account]
  switch (state) {
    case 'IDLE':
      return operator.toggle(account, true, url)
    case 'BROWSER_READY':
      if (isOld(changedAt)) return operator.toggle(account, false)
      // What an attempt that was cut off has left on the page is not typed on.
      await operator.act(account, [{ do: 'close-extension' }, { do: 'reload' }])
      await logIn(at)
      return mark(at)
    case 'PROVIDER_READY':
      if (isOld(changedAt)) await operator.toggle(account, false)
      return undefined
    case 'RUNNING':
      if (browser?.isLoggedIn === false) await logInAgain(at)
      return undefined
    case 'BROWSER_OPENING':
    case 'STOPPING':
      return undefined
  }
}

function isOld(changedAt: string): boolean {
  return Date.now() - Date.parse(changedAt) > PATIENCE_MS
}

/**
 * By keyboard from the top of the page: the name, a link, then the one to the bets, which leads who is logged out to the
 * log-in. A page that does not take it is closed and opened anew.
 */
async function logInAgain(at: Parameters<typeof logIn>[0]): Promise<void> {
  const { operator, account, url, signal } = at
  const tab = { do: 'press', key: 'Tab' } as const
  await operator.act(account, [{ do: 'reload' }, tab, tab, tab, { do: 'press', key: 'Enter' }])
  try {
    await until(async () => (await operator.address(account)) === url, {
      what: `the log-in page of account ${account}`,
      withinMs: PAGE_WITHIN_MS,
      signal,
    })
    await logIn(at)
  } catch (error) {
    await operator.toggle(account, false)
    throw error
  }
}
