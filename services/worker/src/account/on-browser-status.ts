import type { BrowserStatus } from '@surefoot/shared'
import type { Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { beginWatching } from './browser-effects.ts'
import { decideOnStatus, type BrowserVerdict } from './decide-browser.ts'

/** An executor speaks of the account's browser. */
export async function onBrowserStatus(
  account: Account,
  status: BrowserStatus,
  ports: Ports,
): Promise<void> {
  if (!account.see(status)) return
  await account.inTurn(() =>
    actOn(account, decideOnStatus(account.row(), status, workOf(account)), ports),
  )
}

export async function actOn(
  account: Account,
  verdict: BrowserVerdict,
  { browsers }: Ports,
): Promise<void> {
  if (verdict.kind === 'move') await account.move(verdict.trigger, verdict.facts)
  if (verdict.kind === 'watch') beginWatching(account, browsers)
  if (verdict.kind === 'close_orphan') closeOrphan(account, browsers)
}

export function workOf(account: Account) {
  return { hasBegun: account.work.hasBegun(), isBusy: account.work.isBusy() }
}

/** A browser that nobody asked for: the account is idle. Each heartbeat asks again until it is gone. */
function closeOrphan(account: Account, browsers: Ports['browsers']): void {
  const { deskId } = account.row()
  account.work.begin(
    () => browsers.close({ deskId, account: account.name, reason: 'The account is turned off.' }),
    async () => undefined,
  )
}
