import type { Bus } from '@surefoot/shared/bus'
import type { AccountId } from '../ports.ts'
import type { BlockedBet } from './fence.ts'

/** Writes to the system log what was kept from happening in a browser. */
export interface BlockedLog {
  /** Once for each bet: a person who bets by hand must know why nothing happened. */
  readonly bet: (id: AccountId, blocked: BlockedBet) => void
  readonly navigation: (id: AccountId, url: string) => void
}

const BY_HAND =
  'In a watched browser only the desk places bets: bet by hand in another browser, where it is counted as external.'
/** Far more than a person does. A page that tries again and again would fill the ledger. */
const MOST_A_MINUTE = 30
const MINUTE_MS = 60_000
/** Of what a page has written. */
const LONGEST_TEXT = 120

/** Past thirty entries of an account in a minute only the number of the others is logged, with the next entry. */
export function createBlockedLog(
  bus: Pick<Bus, 'log'>,
  nowMs: () => number = () => performance.now(),
): BlockedLog {
  const minutes = new Map<string, { readonly beganAtMs: number; logged: number; left: number }>()
  const log = (id: AccountId, entry: { code: string; message: string; details?: object }): void => {
    const key = `${id.deskId}/${id.account}`
    const now = nowMs()
    let minute = minutes.get(key)
    const isOver = minute === undefined || now - minute.beganAtMs >= MINUTE_MS
    const left = isOver ? (minute?.left ?? 0) : 0
    if (minute === undefined || isOver) {
      minute = { beganAtMs: now, logged: 0, left: 0 }
      minutes.set(key, minute)
    }
    if (minute.logged >= MOST_A_MINUTE) {
      minute.left += 1
      return
    }
    minute.logged += 1
    const others = left === 0 ? '' : ` ${left} more like it were not logged before.`
    const message = `${entry.message.slice(0, 900)}${others}`
    bus.log({ level: 'warn', ...id, code: entry.code, message, details: { ...entry.details } })
  }
  return {
    bet: (id, { asked, why }) => {
      const known = asked && {
        ...asked,
        selectionId: cut(asked.selectionId),
        stake: cut(asked.stake),
        odds: cut(asked.odds),
      }
      const bet = known
        ? `A bet of ${known.stake} on ${known.selectionId} at ${known.odds}`
        : 'A bet that cannot be read'
      const message = `${bet} was kept from leaving the browser of account ${id.account}: ${cut(why)}. ${BY_HAND}`
      log(id, { code: 'FENCE_BLOCKED', message, details: { asked: known ?? null, why: cut(why) } })
    },
    navigation: (id, url) => {
      const message = `The browser of account ${id.account} was kept from ${url}.`
      log(id, { code: 'NAVIGATION_BLOCKED', message })
    },
  }
}

function cut(text: string): string {
  return text.slice(0, LONGEST_TEXT)
}
