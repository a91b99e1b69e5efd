import type { Bus } from '@surefoot/shared/bus'
import { providerMarked, type BrowserStatus } from '@surefoot/shared/messages'
import { ACT_WITHIN_MS } from './deadlines.ts'

/** Mark the page of an open browser as its provider's, whoever asks: the worker holds it against what that browser shows. */
export async function askMark(
  bus: Bus,
  { deskId, account, browserId }: Pick<BrowserStatus, 'deskId' | 'account' | 'browserId'>,
  origin: string,
) {
  return bus.request(
    providerMarked,
    { deskId, account, browserId, origin },
    { deadlineMs: ACT_WITHIN_MS },
  )
}
