import { randomUUID } from 'node:crypto'

/** The customers of one house: their sessions and balances, in minor units. Any name opens an account. */
export class Accounts {
  readonly #initialMinor: number
  readonly #balances = new Map<string, number>()
  readonly #sessions = new Map<string, string>()

  constructor(initialMinor: number) {
    this.#initialMinor = initialMinor
  }

  /** @returns the session's token, or null if the password is wrong */
  logIn(user: string, password: string): string | null {
    if (password !== 'sandbox') return null
    const token = randomUUID()
    this.#sessions.set(token, user)
    if (!this.#balances.has(user)) this.#balances.set(user, this.#initialMinor)
    return token
  }

  userOf(token: string | undefined): string | null {
    return token === undefined ? null : (this.#sessions.get(token) ?? null)
  }

  logOut(token: string): void {
    this.#sessions.delete(token)
  }

  endSessions(): void {
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
