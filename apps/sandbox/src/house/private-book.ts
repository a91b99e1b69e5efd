import type { Offer } from '../market/board.ts'
import type { House } from '../market/match.ts'
import { describeSubject, type Bet } from './bet.ts'
import type { BookFile } from './book-file.ts'
import type { Submission } from './decide-bet.ts'

/** Every submit that either house saw, in order: the truth for every checker. Kept in a file, never erased. */
export class PrivateBook {
  readonly #file: BookFile
  readonly #bets: Map<string, Bet>
  /** Seconds since 1970: a reference is never given again, not even by a later start. */
  readonly #openedSeconds: number
  #submits: number

  constructor(file: BookFile, openedMs: number) {
    this.#file = file
    this.#openedSeconds = Math.floor(openedMs / 1000)
    const bets = file.bets()
    this.#bets = new Map(bets.map((bet) => [bet.reference, bet]))
    this.#submits = bets.length
    for (const bet of bets) if (bet.state === 'pending') this.#refuseUndecided(bet, openedMs)
  }

  /** The house was killed before it decided: its customer gets no bet, and keeps the stake. */
  #refuseUndecided(bet: Bet, nowMs: number): void {
    const message = 'The house closed before it decided on this bet.'
    this.change(bet, {
      state: 'rejected',
      refusal: { code: 'SUSPENDED', message },
      decidedMs: nowMs,
    })
  }

  record(
    house: House,
    submission: Submission,
    seen: { offer: Offer | undefined; nowMs: number },
  ): Bet {
    this.#submits += 1
    const bet: Bet = {
      house,
      reference: this.#nextReference(house),
      submission,
      submittedMs: seen.nowMs,
      subject: seen.offer ? describeSubject(seen.offer) : null,
      state: 'pending',
      odds: submission.odds,
      stakeMinor: submission.stakeMinor,
      decidedMs: null,
      refusal: null,
      returnedMinor: 0,
    }
    return this.#keep(bet)
  }

  #nextReference(house: House): string {
    const number = String(this.#submits).padStart(5, '0')
    return `${house === 'north' ? 'N' : 'S'}${this.#openedSeconds}${number}`
  }

  /** @returns the bet as it is now */
  change(bet: Bet, change: Partial<Bet>): Bet {
    return this.#keep({ ...bet, ...change })
  }

  /** In the file before anybody can learn of it. */
  #keep(bet: Bet): Bet {
    this.#file.keepBet(bet)
    this.#bets.set(bet.reference, bet)
    return bet
  }

  find(reference: string): Bet | undefined {
    return this.#bets.get(reference)
  }

  bets(): readonly Bet[] {
    return [...this.#bets.values()]
  }

  /** A customer's bets at one house, newest first. */
  betsOf(house: House, user: string): readonly Bet[] {
    return this.bets()
      .filter((bet) => bet.house === house && bet.submission.user === user)
      .toReversed()
  }
}
