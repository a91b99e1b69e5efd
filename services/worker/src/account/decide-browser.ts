import type {
  AccountRow,
  AccountState,
  AccountTrigger,
  BrowserStatus,
} from '@surefoot/shared/messages'
import type { Facts } from './machine.ts'
import { LONGEST_SILENCE_MS } from './sighting.ts'

export type BrowserVerdict =
  | { readonly kind: 'move'; readonly trigger: AccountTrigger; readonly facts: Facts }
  | { readonly kind: 'close_orphan' }
  | { readonly kind: 'watch' }
  | { readonly kind: 'nothing' }

/** Whether this worker has begun the present state's work, and whether it waits for the answer. */
export interface WorkView {
  readonly hasBegun: boolean
  readonly isBusy: boolean
}

/**
 * A worker that was killed while a browser opened does not know whether it did: after this long without a browser it
 * has not.
 */
export const LONGEST_OPENING_MS = 15_000

const NOTHING: BrowserVerdict = { kind: 'nothing' }

/** What an executor's word means for an account. */
export function decideOnStatus(
  row: AccountRow,
  status: BrowserStatus,
  work: WorkView,
): BrowserVerdict {
  if (row.state === 'IDLE') return status.isUp && !work.isBusy ? { kind: 'close_orphan' } : NOTHING
  if (row.state === 'BROWSER_OPENING')
    return status.isUp && !work.isBusy
      ? move('BROWSER_OPENED', { browserId: status.browserId })
      : NOTHING
  if (!hasBrowser(row.state)) return NOTHING
  if (status.browserId !== row.browserId)
    return status.isUp
      ? lost('Another browser has taken the place of the one that was opened.')
      : NOTHING
  if (!status.isUp) return lost(status.reason ?? 'The browser is gone.')
  return row.state === 'PROVIDER_READY' ? decideOnWatching(row, status, work) : NOTHING
}

/** The heartbeat repeats the first packet; an executor that watches nothing was never told to. */
function decideOnWatching(row: AccountRow, status: BrowserStatus, work: WorkView): BrowserVerdict {
  const isWatching =
    status.watching?.providerId === row.providerId &&
    status.watching?.contractVersion === row.contractVersion
  if (isWatching) return status.firstPacketAt === null ? NOTHING : move('FIRST_PACKET', {})
  return work.hasBegun ? NOTHING : { kind: 'watch' }
}

/** What time alone means for an account: `quietMs` since an executor spoke or the account moved, whichever is less. */
export function decideOnSilence(row: AccountRow, quietMs: number, work: WorkView): BrowserVerdict {
  if (hasBrowser(row.state) && quietMs > LONGEST_SILENCE_MS)
    return lost(
      `The browser executor has said nothing for ${Math.round(quietMs / 1000)} seconds. See that it runs, then turn the account on.`,
    )
  if (row.state === 'BROWSER_OPENING' && !work.isBusy && quietMs > LONGEST_OPENING_MS)
    return move('OPEN_FAILED', {
      reason:
        'The worker was restarted while the browser opened, and no browser came up. Turn the account on again.',
    })
  return NOTHING
}

/** Whether the account's browser should be up and reported every second. */
function hasBrowser(state: AccountState): boolean {
  return state === 'BROWSER_READY' || state === 'PROVIDER_READY' || state === 'RUNNING'
}

function move(trigger: AccountTrigger, facts: Facts): BrowserVerdict {
  return { kind: 'move', trigger, facts }
}

function lost(reason: string): BrowserVerdict {
  return move('BROWSER_LOST', { reason })
}
