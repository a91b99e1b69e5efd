import { ok, refuse, type browserOpen, type Refusal, type Reply } from '@surefoot/shared/messages'
import type { AccountId, Ports } from '../ports.ts'
import { openAccount } from './open-account.ts'
import type { Listen, OpenedBrowser } from './opened-browser.ts'
import { createRenewals } from './renewals.ts'

export interface Browsers extends AsyncDisposable {
  /** Open the account's browser at a URL; returns when the page has loaded. Refused as `browser.open` says. */
  readonly openBrowser: (id: AccountId, url: string) => Promise<Reply<typeof browserOpen.reply>>
  /** Close the account's browser; returns when its processes are gone. Closing what is not open is no fault. */
  readonly closeBrowser: (id: AccountId, reason: string) => Promise<void>
  readonly hasAny: () => boolean
}

/** The browsers of this process, at most one an account. Disposing closes all. */
export function createBrowsers(ports: Ports, listen: Listen): Browsers {
  const renew = createRenewals(ports)
  const held = new Map<string, Promise<OpenedBrowser | Refusal>>()
  const keyOf = ({ deskId, account }: AccountId): string => `${deskId}/${account}`
  const forget = (key: string, opening: Promise<OpenedBrowser | Refusal>): void => {
    if (held.get(key) === opening) held.delete(key)
  }
  const close = async (key: string, reason: string): Promise<void> => {
    const opening = held.get(key)
    const opened = await opening
    if (opened?.ok) await opened.end(reason)
    if (opening) forget(key, opening)
  }
  return {
    openBrowser: async (id, url) => {
      const key = keyOf(id)
      for (let known = held.get(key); known; known = held.get(key)) {
        const before = await known
        if (before.ok && !before.isEnding)
          return refuse('ALREADY_OPEN', `The browser of account ${id.account} is open already.`)
        if (before.ok) await before.ended
        forget(key, known)
      }
      const opening = openAccount(ports, { id, url, listen, renew })
      held.set(key, opening)
      const opened = await opening
      if (!opened.ok) {
        forget(key, opening)
        return opened
      }
      void opened.ended.then(() => forget(key, opening))
      const { browserId, lease } = opened
      return ok({ browserId, executorId: ports.executorId, epoch: lease.epoch })
    },
    closeBrowser: (id, reason) => close(keyOf(id), reason),
    hasAny: () => held.size > 0,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...held.keys()].map((key) => close(key, 'The browser executor stops.')))
    },
  }
}
