import { Accounts } from './house/accounts.ts'
import { openBookFile, type BookFile } from './house/book-file.ts'
import { Bookmaker } from './house/bookmaker.ts'
import { Knobs, type Knob } from './house/knobs.ts'
import { PrivateBook } from './house/private-book.ts'
import { Board } from './market/board.ts'
import { listMatch } from './market/listing.ts'
import { MarketMaker } from './market/market-maker.ts'
import { HOUSES, type House, type MarketKind, type Match, type Result } from './market/match.ts'
import { createRandom, type Random } from './market/random.ts'

export interface WorldOptions {
  readonly seed: number
  readonly tickMs: number
  readonly opportunitiesPerMinute: number
  readonly phantomsPerMinute: number
  readonly settlementsPerMinute: number
  readonly initialMinor: number
  readonly southLiveDelayMs: number
  /** Where bets, customers, sessions and matches are kept; left out: in memory. */
  readonly file?: BookFile | undefined
  readonly now: () => number
}

const MINUTE_MS = 60_000
/** A match ends early only so long after its last bet: both bets of an arbitrage, and a hedge, are in by then. */
const REST_MS = 15_000

/** Both houses and the market they trade, without any server. */
export class World {
  readonly knobs = new Knobs()
  readonly book: PrivateBook
  readonly houses: Readonly<Record<House, Bookmaker>>
  readonly maker: MarketMaker
  readonly #file: BookFile
  readonly #random: Random
  readonly #now: () => number
  readonly #earlyEndsPerTick: number

  constructor(options: WorldOptions) {
    const { now } = options
    this.#earlyEndsPerTick = (options.settlementsPerMinute * options.tickMs) / MINUTE_MS
    const file = options.file ?? openBookFile(null)
    this.#file = file
    this.book = new PrivateBook(file, now())
    const boards = { north: new Board('north'), south: new Board('south') }
    const open = (house: House, liveDelayMs: number) =>
      new Bookmaker({
        board: boards[house],
        accounts: new Accounts(house, { ...options, file, bets: this.book.bets() }),
        book: this.book,
        knobs: this.knobs,
        liveDelayMs,
        now,
      })
    this.#now = now
    this.#random = createRandom(options.seed + 1)
    this.maker = new MarketMaker({
      ...options,
      random: createRandom(options.seed),
      boards,
      openingMs: now(),
      kept: { matches: file.matches(), lastNumber: file.lastMatchNumber() },
    })
    if (file.lastMatchNumber() === 0)
      file.together(() => this.maker.matches.forEach((match) => file.keepMatch(match)))
    this.houses = { north: open('north', 0), south: open('south', options.southLiveDelayMs) }
  }

  /** One step of the market; matches that have started end, and some that were bet on end early. */
  tick(): void {
    for (const match of this.maker.tick(this.#now())) this.end(match)
    if (this.#earlyEndsPerTick === 0 || !this.#random.hasLuck(this.#earlyEndsPerTick)) return
    const [match] = this.#random.shuffle(this.#restingMatches())
    if (match) this.end(match)
  }

  /** @param eventId an event's id at either house */
  findMatch(eventId: string): Match | undefined {
    return this.maker.matches.find((match) =>
      match.houses.some((house) => listMatch(match, house).id === eventId),
    )
  }

  matchesWithOpenBets(): readonly Match[] {
    const open = new Set(
      this.book
        .bets()
        .flatMap(({ state, subject }) =>
          state === 'open' && subject ? [subject.matchNumber] : [],
        ),
    )
    return this.maker.matches.filter(({ number }) => open.has(number))
  }

  /** Matches with open bets on which nothing has happened for a while. */
  #restingMatches(): readonly Match[] {
    const restedSinceMs = this.#now() - REST_MS
    const lively = new Set(
      this.book
        .bets()
        .filter(
          ({ state, submittedMs, decidedMs }) =>
            state === 'pending' || (decidedMs ?? submittedMs) > restedSinceMs,
        )
        .map(({ subject }) => subject?.matchNumber),
    )
    return this.matchesWithOpenBets().filter(
      (match) => !lively.has(match.number) && !this.maker.isDisturbed(match),
    )
  }

  /**
   * Ends a match: it leaves the boards, its bets are paid, and another match takes its place.
   * @param result of each of its markets; drawn by their fair chances if absent
   * @returns how many bets were settled
   */
  end(match: Match, result?: Result): number {
    const probabilities = this.maker.probabilitiesOf(match)
    const results = new Map<MarketKind, Result>(
      match.markets.map(({ kind }, index) => [
        kind,
        result ?? (this.#random.hasLuck(probabilities[index] ?? 0.5) ? 'first' : 'second'),
      ]),
    )
    return this.#file.together(() => {
      this.#file.endMatch(match.number)
      this.#file.keepMatch(this.maker.replace(match, this.#now()))
      return HOUSES.reduce(
        (settled, house) => settled + this.houses[house].settle(match.number, results),
        0,
      )
    })
  }

  /** Sets a fault. @returns false if it names a selection that its house does not list */
  turn(knob: Knob): boolean {
    const { board, accounts } = this.houses[knob.house]
    if (knob.kind === 'suspend' && !board.suspend(knob.selectionId)) return false
    if (knob.kind === 'log-out') accounts.endSessions()
    else this.knobs.set(knob)
    return true
  }

  turnBack(): void {
    this.knobs.clear()
    for (const house of HOUSES) this.houses[house].board.resume()
  }

  stop(): void {
    for (const house of HOUSES) this.houses[house].stop()
    this.#file.close()
  }
}
