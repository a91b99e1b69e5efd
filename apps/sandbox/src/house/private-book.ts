import type { Offer } from '../market/board.ts'
import type { House } from '../market/match.ts'
import { describeSubject, type Bet } from './bet.ts'
import type { Submission } from './decide-bet.ts'

/** Every submit that either house saw, in order: the truth for every checker. In memory, never erased. */
export class PrivateBook {
  readonly #bets = new Map<string, Bet>()
  /** Seconds since 1970: a reference is never given again, not even by a later start. */
  readonly #openedSeconds: number
  #submits = 0

  constructor(openedMs: number) {
    this.#openedSeconds = Math.floor(openedMs / 1000)
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
    this.#bets.set(bet.reference, bet)
    return bet
  }

  #nextReference(house: House): string {
    const number = String(this.#submits).padStart(5, '0')
    return `${house === 'north' ? 'N' : 'S'}${this.#openedSeconds}${number}`
  }

  /** @returns the bet as it is now */
  change(bet: Bet, change: Partial<Bet>): Bet {
    const changed = { ...bet, ...change }
    this.#bets.set(bet.reference, changed)
    return changed
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
