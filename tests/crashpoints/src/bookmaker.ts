import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { BookedBet } from '@surefoot/checker'
import {
  ACCOUNTS,
  type Account,
  type Bet,
  type LegPlan,
  type Permit,
} from '@surefoot/shared/messages'
import { placeOf, type Fate, type Scenario } from './scenario.ts'

/** What a bookmaker's page hears of a bet. */
export type Answer =
  | { readonly kind: 'accepted'; readonly bet: Bet }
  | { readonly kind: 'rejected' }
  /** It decides later; `decided` settles then. */
  | { readonly kind: 'held'; readonly bet: Bet; readonly decided: Promise<Bet> }
  | { readonly kind: 'nothing' }

/** The two bookmakers of one desk, and what their private books hold. */
export interface Bookmakers {
  readonly placeBet: (plan: LegPlan, permit: Permit) => Answer
  /** What a logged-in page lists; undefined: it is logged out. */
  readonly listBets: (account: Account) => Bet[] | undefined
  readonly balanceOf: (account: Account) => string
  readonly oddsOf: (plan: LegPlan) => string
  readonly readBooks: () => BookedBet[]
}

const PROVIDERS: Readonly<Record<Account, string>> = { A: 'north', B: 'south' }
const OPENING_BALANCE_MINOR = 1_000_000
const ODDS = '2.1'
/** Of the outcome that would cover a lone leg: dear, and inside the loss limit. */
const OPPOSITE_ODDS = '1.8'
/** Far shorter than the longest delay that the contracts of these bookmakers allow. */
const HELD_FOR_MS = 300

export function createBookmakers({ fates, unreadable }: Scenario): Bookmakers {
  const books: Record<Account, Bet[]> = { A: [], B: [] }
  const oddsOf = ({ role, selectionId }: Pick<LegPlan, 'role' | 'selectionId'>): string =>
    role === 'H' && selectionId.endsWith('opposite') ? OPPOSITE_ODDS : ODDS
  return {
    oddsOf,
    placeBet: (plan, permit) => {
      const fate = fateOf(fates, plan)
      const bet = decideBet({ fate, plan, permit, odds: oddsOf(plan) })
      if (bet === undefined) return { kind: fate === 'reject' ? 'rejected' : 'nothing' }
      const book = books[plan.account]
      const place = book.push(bet) - 1
      if (fate === 'taken unsaid') return { kind: 'nothing' }
      if (fate !== 'hold') return { kind: 'accepted', bet }
      return { kind: 'held', bet, decided: acceptLater(book, place, bet) }
    },
    listBets: (account) =>
      account === unreadable && books[account].length > 0 ? undefined : [...books[account]],
    balanceOf: (account) =>
      fromMinor(
        books[account].reduce((rest, { stake }) => rest - toMinor(stake), OPENING_BALANCE_MINOR),
      ),
    readBooks: () =>
      ACCOUNTS.flatMap((account) =>
        books[account].map(({ betReference, selectionId, stake, odds, placedAt }) => ({
          providerId: PROVIDERS[account],
          reference: betReference,
          selectionId,
          stake,
          odds,
          placedAt,
        })),
      ),
  }
}

function fateOf(fates: Scenario['fates'], plan: LegPlan): Fate {
  const fateByPlace: Readonly<Record<string, Fate>> = fates
  return fateByPlace[placeOf(plan)] ?? 'accept'
}

interface Offer {
  readonly fate: Fate
  readonly plan: LegPlan
  readonly permit: Permit
  readonly odds: string
}

function decideBet({ fate, plan, permit, odds }: Offer): Bet | undefined {
  if (fate === 'reject' || fate === 'not taken unsaid') return undefined
  const askedMinor = toMinor(permit.stake)
  return {
    betReference: `bet of ${plan.legId} under ${permit.permitId}`,
    selectionId: permit.selectionId,
    stake: fromMinor(fate === 'reduce' ? Math.round(askedMinor / 2) : askedMinor),
    odds,
    status: fate === 'hold' ? 'pending' : 'open',
    placedAt: new Date().toISOString(),
    returned: null,
    cashOut: null,
  }
}

function acceptLater(book: Bet[], place: number, held: Bet): Promise<Bet> {
  const { promise, resolve } = Promise.withResolvers<Bet>()
  setTimeout(() => {
    const bet: Bet = { ...held, status: 'open' }
    book[place] = bet
    resolve(bet)
  }, HELD_FOR_MS)
  return promise
}
