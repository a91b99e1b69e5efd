import { randomUUID } from 'node:crypto'
import type { House } from '../market/match.ts'
import { movedBy, type Bet } from './bet.ts'
import { PLAY_PASSWORD } from '../web/play-login.ts'
import type { BookFile } from './book-file.ts'

export interface AccountsOptions {
  readonly file: BookFile
  /** All that were kept, of both houses. */
  readonly bets: readonly Bet[]
  /** What a new customer has. */
  readonly initialMinor: number
}

/**
 * The customers of one house: their sessions and balances, in minor units. Any name opens an account. What a balance
 * was at the start and all bets are kept; the balance follows from them.
 */
export class Accounts {
  readonly #house: House
  readonly #file: BookFile
  readonly #initialMinor: number
  readonly #balances = new Map<string, number>()
  readonly #sessions = new Map<string, string>()

  constructor(house: House, { file, bets, initialMinor }: AccountsOptions) {
    this.#house = house
    this.#file = file
    this.#initialMinor = initialMinor
    for (const kept of file.customers(house)) this.#balances.set(kept.user, kept.initialMinor)
    for (const { token, user } of file.sessions(house)) this.#sessions.set(token, user)
    for (const bet of bets)
      if (bet.house === house && bet.submission.user !== null)
        this.pay(bet.submission.user, movedBy(bet))
  }

  /** @returns the session's token, or null if the password is wrong */
  logIn(user: string, password: string): string | null {
    if (password !== PLAY_PASSWORD) return null
    const token = randomUUID()
    this.#file.keepSession({ house: this.#house, token, user })
    this.#sessions.set(token, user)
    this.#open(user)
    return token
  }

  #open(user: string): void {
    if (this.#balances.has(user)) return
    const initialMinor = this.#initialMinor
    this.#file.keepCustomer({ house: this.#house, user, initialMinor })
    this.#balances.set(user, initialMinor)
  }

  userOf(token: string | undefined): string | null {
    return token === undefined ? null : (this.#sessions.get(token) ?? null)
  }

  logOut(token: string): void {
    this.#file.endSession(token)
    this.#sessions.delete(token)
  }

  endSessions(): void {
    this.#file.endSessions(this.#house)
    this.#sessions.clear()
  }

  balanceOf(user: string): number {
    return this.#balances.get(user) ?? 0
  }

  /** @param minor negative to take money */
  pay(user: string, minor: number): void {
    this.#balances.set(user, this.balanceOf(user) + minor)
  }

  balances(): readonly { user: string; balanceMinor: number }[] {
    return [...this.#balances].map(([user, balanceMinor]) => ({ user, balanceMinor }))
  }
}
