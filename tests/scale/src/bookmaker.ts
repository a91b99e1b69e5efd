import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { BookedBet } from '@surefoot/checker'
import type { Bet, Permit } from '@surefoot/shared/messages'
import { MATCH_LASTS_MS } from './settings.ts'

/** One account at a simulated bookmaker that takes every bet; its book is the truth that the ledger is held against. */
export interface BookmakerAccount {
  readonly placeBet: (permit: Permit) => Bet
  /** Open bets, and those that ended lately. */
  readonly listBets: () => Bet[]
  readonly balance: () => string
  readonly readBook: () => BookedBet[]
}

export const ODDS = '2.1'
const ODDS_HUNDREDTHS = 210
const OPENING_BALANCE_MINOR = 1_000_000_000
/** A page of the latest bets shows no more. */
const LISTED_FOR_MS = 180_000

export function openBookmakerAccount(providerId: string): BookmakerAccount {
  const book: { readonly bet: Bet; readonly takenAtMs: number }[] = []
  const look = (backMs: number): Bet[] => {
    const nowMs = Date.now()
    return book
      .filter(({ takenAtMs }) => nowMs - takenAtMs < backMs)
      .map(({ bet, takenAtMs }) => (nowMs - takenAtMs < MATCH_LASTS_MS ? bet : endBet(bet)))
  }
  return {
    placeBet: ({ permitId, selectionId, stake }) => {
      const placedAt = new Date()
      const bet: Bet = {
        betReference: `bet under ${permitId}`,
        selectionId,
        stake,
        odds: ODDS,
        status: 'open',
        placedAt: placedAt.toISOString(),
        returned: null,
        cashOut: null,
      }
      book.push({ bet, takenAtMs: placedAt.getTime() })
      return bet
    },
    listBets: () => look(LISTED_FOR_MS),
    balance: () =>
      fromMinor(
        look(Infinity).reduce(
          (rest, { stake, returned }) =>
            rest - toMinor(stake) + (returned === null ? 0 : toMinor(returned)),
          OPENING_BALANCE_MINOR,
        ),
      ),
    readBook: () =>
      book.map(({ bet: { betReference, selectionId, stake, odds, placedAt } }) => ({
        providerId,
        reference: betReference,
        selectionId,
        stake,
        odds,
        placedAt,
      })),
  }
}

/** Both bookmakers must agree on who won: the first letter of the match's id says it. */
function endBet(bet: Bet): Bet {
  const hasHomeWon = bet.selectionId < '8'
  const isWon = bet.selectionId.endsWith('home') === hasHomeWon
  const returned = isWon
    ? fromMinor(Math.round((toMinor(bet.stake) * ODDS_HUNDREDTHS) / 100))
    : '0.00'
  return { ...bet, status: isWon ? 'won' : 'lost', returned }
}
