import type { Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { beginClosing } from './browser-effects.ts'
import { decideOnSilence, type BrowserVerdict } from './decide-browser.ts'
import { actOn, workOf } from './on-browser-status.ts'

/** Time passes for an account. */
export async function onTick(account: Account, ports: Ports): Promise<void> {
  await account.inTurn(async () => {
    await account.settle()
    if (account.row().state === 'STOPPING' && !account.work.isBusy()) beginClosing(account, ports)
    await actOn(account, verdictOf(account, ports.clock.monotonicMs()), ports)
  })
}

function verdictOf(account: Account, nowMs: number): BrowserVerdict {
  const { browserId } = account.row()
  const sighting = account.sighting()
  // Only the word of the browser that was opened counts: another one's does not keep it alive.
  const isOurs = sighting !== null && sighting.status.browserId === browserId
  const heardAtMs = isOurs ? sighting.seenAtMs : account.enteredAtMs()
  const quietMs = nowMs - Math.max(heardAtMs, account.enteredAtMs())
  return decideOnSilence(account.row(), quietMs, workOf(account))
}
