/** What an account learns of its browser: an executor's report, the first odds, and that no report came for too long. */
import type { BrowserStatus, streamFirstPacket } from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { beginClosing, beginWatching, closeOrphan } from './browser-effects.ts'
import { decideOnSilence, decideOnStatus, type BrowserVerdict } from './decide-browser.ts'

/** An executor reports the account's browser. */
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

/** The first odds of a watched stream. The heartbeat repeats it, so this is only sooner. */
export async function onFirstPacket(
  account: Account,
  packet: z.output<typeof streamFirstPacket.body>,
): Promise<void> {
  await account.inTurn(async () => {
    const { state, browserId, providerId } = account.row()
    const isExpected =
      state === 'PROVIDER_READY' &&
      browserId === packet.browserId &&
      providerId === packet.providerId
    if (isExpected) await account.move('FIRST_PACKET')
  })
}

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

async function actOn(
  account: Account,
  verdict: BrowserVerdict,
  { browsers }: Ports,
): Promise<void> {
  if (verdict.kind === 'move') await account.move(verdict.trigger, verdict.facts)
  if (verdict.kind === 'watch') beginWatching(account, browsers)
  if (verdict.kind === 'close_orphan') closeOrphan(account, browsers)
}

function workOf(account: Account) {
  return { hasBegun: account.work.hasBegun(), isBusy: account.work.isBusy() }
}
