/** Owns what one bookmaker took, which is the truth that everything else is held to, and the account's balance with it. */
import { fromMinor, nearestPayoutMinor, toMinor } from '@surefoot/arbitrage'
import type { Bet } from '@surefoot/shared/messages'

export interface PrivateBook {
  /** By reference. */
  readonly bets: ReadonlyMap<string, Bet>
  readonly balanceMinor: () => number
  /** Book a bet. */
  readonly take: (taken: Pick<Bet, 'selectionId' | 'stake' | 'odds' | 'status' | 'placedAt'>) => Bet
  /** A bet that was held is taken for good. */
  readonly confirm: (bet: Bet) => void
  /** A bet that was held was never taken: the book forgets it. */
  readonly giveBack: (bet: Bet) => void
  /** Every open bet ends, won or lost. */
  readonly settle: (isWon: () => boolean) => void
  /** An open bet is void: its stake is paid back. The latest, or one further back; nothing if there is none. */
  readonly annul: (fromLatest: number) => void
}

const OPENING_BALANCE_MINOR = 1_000_000

export function createPrivateBook(providerId: string): PrivateBook {
  const bets = new Map<string, Bet>()
  let [balanceMinor, count] = [OPENING_BALANCE_MINOR, 0]
  return {
    bets,
    balanceMinor: () => balanceMinor,
    take: (taken) => {
      count += 1
      balanceMinor -= toMinor(taken.stake)
      const betReference = `${providerId}-${count}`
      const bet: Bet = { ...taken, betReference, returned: null, cashOut: null }
      bets.set(betReference, bet)
      return bet
    },
    confirm: (bet) => void bets.set(bet.betReference, { ...bet, status: 'open' }),
    giveBack: ({ betReference, stake }) => {
      bets.delete(betReference)
      balanceMinor += toMinor(stake)
    },
    settle: (isWon) => {
      for (const bet of [...bets.values()].filter(({ status }) => status === 'open')) {
        const hasWon = isWon()
        const paidMinor = hasWon ? nearestPayoutMinor(toMinor(bet.stake), bet.odds) : 0
        const ended = { status: hasWon ? 'won' : 'lost', returned: fromMinor(paidMinor) } as const
        bets.set(bet.betReference, { ...bet, ...ended })
        balanceMinor += paidMinor
      }
    },
    annul: (fromLatest) => {
      const bet = [...bets.values()].filter(({ status }) => status === 'open').at(-1 - fromLatest)
      if (bet === undefined) return
      bets.set(bet.betReference, { ...bet, status: 'void', returned: bet.stake })
      balanceMinor += toMinor(bet.stake)
    },
  }
}
