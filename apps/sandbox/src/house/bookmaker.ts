/**
 * Owns what one house does with bets: checks, decides, books, pays. Knows nothing of its page or wire.
 *
 * 1. Every submit is in the private book before anything else happens to it, and stays there whether or not anyone
 *    gets the answer.
 * 2. A bet is decided once, at the price of that moment; a bet that was refused never becomes open.
 * 3. Stake leaves the balance in the same step in which the bet becomes open, and returns once at most.
 */
import type { Board, Offer } from '../market/board.ts'
import type { MarketKind, Result } from '../market/match.ts'
import { sidesOf } from '../market/match.ts'
import { percentOf, returnOf } from '../money.ts'
import type { Accounts } from './accounts.ts'
import { isSettled, type Bet } from './bet.ts'
import { priceCashOut } from './cash-out.ts'
import { decideRefusal, type Refusal, type Submission } from './decide-bet.ts'
import type { BetFaults, Knobs } from './knobs.ts'
import type { PrivateBook } from './private-book.ts'

/** As at real houses, a history ends somewhere; a list of so many bets is about 300 KB. */
const LONGEST_HISTORY = 2000

export interface BookmakerOptions {
  readonly board: Board
  readonly accounts: Accounts
  readonly book: PrivateBook
  readonly knobs: Knobs
  /** How long a bet that passed the first check is held before it is checked again and decided; 0: at once. */
  readonly liveDelayMs: number
  readonly now: () => number
}

/** A submit on its way. */
export interface Submit {
  /** As it stood when the submit came in: pending, or refused at the door. */
  readonly bet: Bet
  readonly isAnswerLost: boolean
  /** Settles when the house gives its answer, which may be later than its decision. */
  readonly answered: Promise<Bet>
}

export class Bookmaker {
  readonly #options: BookmakerOptions
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: BookmakerOptions) {
    this.#options = options
  }

  get board(): Board {
    return this.#options.board
  }

  get accounts(): Accounts {
    return this.#options.accounts
  }

  submit(submission: Submission): Submit {
    const { board, book, knobs, now, liveDelayMs } = this.#options
    const offer = board.offer(submission.selectionId)
    const bet = book.record(board.house, submission, { offer, nowMs: now() })
    const refusal = this.#check(submission)
    if (refusal) {
      const refused = this.#refuse(bet, refusal)
      return { bet: refused, isAnswerLost: false, answered: Promise.resolve(refused) }
    }
    const faults = knobs.takeForBet(board.house, submission.selectionId)
    const answered = this.#after(liveDelayMs + faults.pendMs, () => this.#decide(bet, faults)).then(
      (decided) => this.#after(faults.delayMs, () => decided),
    )
    return { bet, isAnswerLost: faults.isAnswerLost, answered }
  }

  betsOf(user: string): readonly Bet[] {
    return this.#options.book.betsOf(this.board.house, user)
  }

  /** Newest first, and not further back than the house shows. */
  settledBetsOf(user: string): readonly Bet[] {
    return this.betsOf(user).filter(isSettled).slice(0, LONGEST_HISTORY)
  }

  /** A submit that this house saw, in this run or an earlier one. */
  find(reference: string): Bet | undefined {
    const bet = this.#options.book.find(reference)
    return bet?.house === this.board.house ? bet : undefined
  }

  /** What the house pays now for an open bet. @returns null if it does not buy it back */
  cashOutOffer(bet: Bet): number | null {
    return bet.state === 'open'
      ? priceCashOut(bet, this.board.offer(bet.submission.selectionId)?.quote)
      : null
  }

  /** @returns the bet cashed out, or null if it is not this user's, not open, or cannot be cashed out now */
  cashOut(user: string, reference: string): Bet | null {
    const bet = this.find(reference)
    if (bet?.submission.user !== user) return null
    const returnedMinor = this.cashOutOffer(bet)
    return returnedMinor === null ? null : this.#close(bet, 'cashed_out', returnedMinor)
  }

  /** Pays the open bets on a match. @returns how many were settled */
  settle(matchNumber: number, results: ReadonlyMap<MarketKind, Result>): number {
    const { book, board } = this.#options
    const open = book
      .bets()
      .filter(
        ({ house, state, subject }) =>
          house === board.house && state === 'open' && subject?.matchNumber === matchNumber,
      )
    for (const bet of open) {
      const result = bet.subject && results.get(bet.subject.marketKind)
      if (!bet.subject || !result) continue
      const [first] = sidesOf(bet.subject.marketKind)
      if (result === 'void') this.#close(bet, 'void', bet.stakeMinor)
      else if ((result === 'first') === (bet.subject.side === first)) {
        this.#close(bet, 'won', returnOf(bet.stakeMinor, bet.odds))
      } else this.#close(bet, 'lost', 0)
    }
    return open.length
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #check(submission: Submission): Refusal | null {
    const { board, accounts } = this.#options
    return decideRefusal(submission, {
      offer: board.offer(submission.selectionId),
      balanceMinor: submission.user === null ? 0 : accounts.balanceOf(submission.user),
    })
  }

  #decide(bet: Bet, faults: BetFaults): Bet {
    const { submission } = bet
    if (faults.refusal)
      return this.#refuse(bet, { code: faults.refusal, message: 'The house declined this bet.' })
    const refusal = this.#check(submission)
    if (refusal) return this.#refuse(bet, refusal)
    if (faults.isDouble) this.#takeSecond(bet, faults)
    return this.#take(bet, faults)
  }

  #refuse(bet: Bet, refusal: Refusal): Bet {
    const { book, now } = this.#options
    return book.change(bet, { state: 'rejected', refusal, decidedMs: now() })
  }

  #take(bet: Bet, faults: BetFaults): Bet {
    const { book, accounts, now } = this.#options
    const asked = takenOdds(bet.submission, this.board.offer(bet.submission.selectionId))
    const odds = 100 + Math.max(1, percentOf(asked - 100, faults.oddsPercent))
    const stakeMinor = Math.max(1, percentOf(bet.submission.stakeMinor, faults.stakePercent))
    const taken = book.change(bet, { state: 'open', odds, stakeMinor, decidedMs: now() })
    if (bet.submission.user !== null) accounts.pay(bet.submission.user, -stakeMinor)
    return taken
  }

  #takeSecond({ submission }: Bet, faults: BetFaults): void {
    const { board, book, now } = this.#options
    const offer = board.offer(submission.selectionId)
    this.#take(book.record(board.house, submission, { offer, nowMs: now() }), faults)
  }

  #close(bet: Bet, state: Bet['state'], returnedMinor: number): Bet {
    const { book, accounts } = this.#options
    const closed = book.change(bet, { state, returnedMinor })
    if (bet.submission.user !== null) accounts.pay(bet.submission.user, returnedMinor)
    return closed
  }

  /** Runs an act now, in this very step, or later; a stopped house never runs it. */
  #after(delayMs: number, act: () => Bet): Promise<Bet> {
    if (delayMs === 0) return Promise.resolve(act())
    const { promise, resolve } = Promise.withResolvers<Bet>()
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      resolve(act())
    }, delayMs)
    this.#timers.add(timer)
    return promise
  }
}

/** A bet is booked at the price asked for; one that takes any price, at the present one. */
const takenOdds = (submission: Submission, offer: Offer | undefined) =>
  submission.acceptsAnyOdds && offer ? offer.quote.odds : submission.odds
