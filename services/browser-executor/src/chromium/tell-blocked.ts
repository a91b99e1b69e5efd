import type { Bus } from '@surefoot/shared'
import type { AccountId } from '../ports.ts'
import type { BlockedBet } from './fence.ts'

/** Says in the system log what was kept from happening in a browser. */
export interface BlockedTeller {
  /** Once for each bet: a person who bets by hand must know why nothing happened. */
  readonly bet: (id: AccountId, blocked: BlockedBet) => void
  readonly navigation: (id: AccountId, url: string) => void
}

const BY_HAND =
  'In a watched browser only the desk places bets: bet by hand in another browser, where it is counted as external.'

export function createBlockedTeller(bus: Bus): BlockedTeller {
  return {
    bet: (id, { asked, why }) => {
      const bet = asked
        ? `A bet of ${asked.stake} on ${asked.selectionId} at ${asked.odds}`
        : 'A bet that cannot be read'
      bus.log({
        level: 'warn',
        code: 'FENCE_BLOCKED',
        message: `${bet} was kept from leaving the browser of account ${id.account}: ${why}. ${BY_HAND}`,
        ...id,
        details: { asked: asked ?? null, why },
      })
    },
    navigation: (id, url) => {
      const message = `The browser of account ${id.account} was kept from ${url}.`
      bus.log({ level: 'warn', code: 'NAVIGATION_BLOCKED', message: message.slice(0, 1000), ...id })
    },
  }
}
