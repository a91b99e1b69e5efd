import type { Reply, browserOpen } from '@surefoot/shared/messages'
import type { Browsers, Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { isSeen } from './sighting.ts'

/** Begin what the account's new state asks of the browser executor. */
export function beginStateWork(account: Account, ports: Ports): void {
  const { state } = account.row()
  if (state === 'BROWSER_OPENING') beginOpening(account, ports)
  if (state === 'PROVIDER_READY') beginWatching(account, ports.browsers)
  if (state === 'STOPPING') beginClosing(account, ports)
}

/** Sent once: a browser that does not open is turned off, not tried again. */
function beginOpening(account: Account, ports: Ports): void {
  const { deskId, url } = account.row()
  account.work.begin(
    () => ports.browsers.open({ deskId, account: account.name, url: url ?? '' }),
    (reply) => onOpenAnswered(account, { reply, ports }),
  )
}

async function onOpenAnswered(
  account: Account,
  { reply, ports }: { reply: Reply<typeof browserOpen.reply>; ports: Ports },
): Promise<void> {
  if (reply.ok) {
    await account.move('BROWSER_OPENED', { browserId: reply.browserId })
    return
  }
  const sighting = account.sighting()
  const isUp = sighting?.status.isUp === true && isSeen(sighting, ports.clock.monotonicMs())
  if (reply.code === 'EXECUTOR_SILENT' && isUp)
    await account.move('BROWSER_OPENED', { browserId: sighting.status.browserId })
  else await account.move('OPEN_FAILED', { reason: `The browser did not open. ${reply.message}` })
}

/** Told again to an executor that does not watch it is harmless: the page is reloaded once more. */
export function beginWatching(account: Account, browsers: Browsers): void {
  const { deskId, browserId, providerId, contractVersion } = account.row()
  if (browserId === null || providerId === null || contractVersion === null) return
  account.work.begin(
    () => browsers.watch({ deskId, account: account.name, browserId, providerId, contractVersion }),
    async (reply) => {
      if (reply.ok) return
      const reason = `The browser does not read the odds of ${providerId}. ${reply.message}`
      await account.move('BROWSER_LOST', { reason })
    },
  )
}

/** Closing what is not open is no fault, so it is asked until it is answered. */
export function beginClosing(account: Account, { browsers, clock }: Ports): void {
  const { deskId, reason } = account.row()
  account.work.begin(
    () =>
      browsers.close({
        deskId,
        account: account.name,
        reason: (reason ?? 'turned off').slice(0, 300),
      }),
    async (reply) => {
      const isGone =
        reply.ok ||
        (reply.code === 'NO_EXECUTOR' && !isSeen(account.sighting(), clock.monotonicMs()))
      if (isGone) await account.move('BROWSER_CLOSED')
    },
  )
}

/** A browser that nobody asked for: the account is idle. Each heartbeat asks again until it is gone. */
export function closeOrphan(account: Account, browsers: Browsers): void {
  const { deskId } = account.row()
  account.work.begin(
    () => browsers.close({ deskId, account: account.name, reason: 'The account is turned off.' }),
    async () => undefined,
  )
}
