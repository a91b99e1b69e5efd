/** One bookmaker of the simulation. It takes a bet at most once for each request that reaches it. */
import { fromMinor, toMinor } from '@surefoot/arbitrage'
import {
  refuse,
  type Bet,
  type BetsReading,
  type Receipt,
  type Refusal,
} from '@surefoot/shared/messages'
import type { FaultMix } from '../faults/mix.ts'
import { epochMs } from '../time/virtual-time.ts'
import type { Schedule } from '../time/schedule.ts'
import { LONGEST_DELAY_MS } from './contract.ts'
import { createPrivateBook, type PrivateBook } from './private-book.ts'

export interface PlaceOrder {
  readonly legId: string
  readonly selectionId: string
  readonly stake: string
  readonly leastOdds: string
}

export type Verdict = Pick<Receipt, 'state' | 'stake' | 'odds' | 'betReference' | 'code'>

export interface Bookmaker {
  readonly providerId: string
  /** How far its clock is ahead of ours. */
  readonly skewMs: number
  readonly book: PrivateBook
  /** A bet arrives. `answer` is called once or twice, the first time perhaps with PENDING, or never. */
  readonly place: (order: PlaceOrder, answer: (verdict: Verdict) => void) => void
  /** The price of a selection now, or why none is shown. */
  readonly quote: (selectionId: string) => { readonly ok: true; readonly odds: string } | Refusal
  readonly balance: () => string
  readonly maxStake: () => string | null
  readonly readBets: () => ({ readonly ok: true } & BetsReading) | Refusal
}

export interface BookmakerParts {
  readonly schedule: Schedule
  readonly faults: FaultMix
  readonly providerId: string
  readonly skewMs: number
}

/** Of every selection; its opposite is cheaper, so that a hedge costs a little. */
const ODDS = '2.1'
const OPPOSITE_ODDS = '1.8'
/** Between the two: under what a leg needs. */
const MOVED_ODDS = '1.95'
const SMALL_LIMIT = { least: 10, most: 300 }

export function createBookmaker(parts: BookmakerParts): Bookmaker {
  const { schedule, faults, providerId, skewMs } = parts
  const book = createPrivateBook(providerId)
  const balance = (): string => fromMinor(book.balanceMinor())
  return {
    providerId,
    skewMs,
    book,
    balance,
    place: createPlace(parts, book),
    quote: (selectionId) => {
      if (faults.strikes('book_logs_out')) return refuse('LOGGED_OUT', 'Nobody is logged in.')
      if (faults.strikes('book_suspends')) return refuse('SUSPENDED', 'It is suspended.')
      return {
        ok: true,
        odds: faults.strikes('book_moves_odds') ? MOVED_ODDS : oddsOf(selectionId),
      }
    },
    maxStake: () => {
      if (!faults.strikes('book_limits')) return null
      return `${faults.random.between(SMALL_LIMIT.least, SMALL_LIMIT.most)}.00`
    },
    readBets: () => {
      if (faults.strikes('book_is_unreadable')) return refuse('READ_FAILED', 'No list was shown.')
      const bets = [...book.bets.values()]
      return { ok: true, bets, balance: balance(), readAt: instantOf(epochMs(schedule)) }
    },
  }
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString()
}

function oddsOf(selectionId: string): string {
  return selectionId.endsWith('opposite') ? OPPOSITE_ODDS : ODDS
}

function createPlace(
  { schedule, faults, providerId, skewMs }: BookmakerParts,
  book: PrivateBook,
): Bookmaker['place'] {
  const { random } = faults
  const later = (what: string, afterMs: number, act: () => void): void =>
    void schedule.plan({ afterMs, label: `${providerId} ${what}`, owner: null }, act)
  const thinksMs = (): number => random.between(200, LONGEST_DELAY_MS - 100)
  const take = ({ selectionId, stake, leastOdds }: PlaceOrder, status: Bet['status']): Bet => {
    const half = faults.strikes('book_reduces') ? 2 : 1
    const part = faults.strikes('book_takes_little') ? random.between(3, 50) : half
    return book.take({
      selectionId,
      stake: fromMinor(Math.ceil(toMinor(stake) / part)),
      odds: faults.strikes('book_worsens') ? leastOdds : oddsOf(selectionId),
      status,
      placedAt: instantOf(epochMs(schedule) + skewMs),
    })
  }
  const hold = (order: PlaceOrder, tell: (verdict: Verdict) => void): void => {
    const bet = take(order, 'pending')
    tell({ ...verdictOf(bet), state: 'PENDING' })
    later('decides', thinksMs(), () => {
      const isRefused = faults.strikes('book_refuses_pending')
      if (isRefused) book.giveBack(bet)
      else book.confirm(bet)
      tell(isRefused ? REFUSED : verdictOf(bet))
    })
  }
  /** Whether the bet is taken or not, the answer names one that was there before; without one, it names the bet. */
  const tellOlderBet = (order: PlaceOrder, tell: (verdict: Verdict) => void): void => {
    const older = [...book.bets.values()].at(-1)
    const isTaken = older === undefined || random.chance(0.5)
    const taken = isTaken ? take(order, 'open') : undefined
    const told = older ?? taken
    if (told !== undefined) tell(verdictOf(told))
  }
  return (order, answer) => {
    const isLost = faults.strikes('book_loses_answer')
    const tell = (verdict: Verdict): void => {
      if (!isLost) answer(verdict)
    }
    const isRefused = faults.strikes('book_rejects') || toMinor(order.stake) > book.balanceMinor()
    if (isRefused) return tell(REFUSED)
    if (isFirstHedge(order) && faults.strikes('book_rejects_hedge')) return tell(REFUSED)
    // Nothing is taken, and nobody answers: what becomes of it has to be proven.
    if (isFirstHedge(order) && faults.strikes('book_drops_hedge')) return undefined
    if (faults.strikes('book_pends')) return hold(order, tell)
    if (faults.strikes('book_answers_older_bet')) return tellOlderBet(order, tell)
    const accept = (): void => tell(verdictOf(take(order, 'open')))
    if (faults.strikes('book_answers_in_hundredths'))
      return tell(inHundredths(verdictOf(take(order, 'open'))))
    if (faults.strikes('book_takes_late')) return later('takes the bet late', thinksMs(), accept)
    if (!faults.strikes('book_is_slow')) return accept()
    const verdict = verdictOf(take(order, 'open'))
    later('answers late', random.between(1000, 12_000), () => tell(verdict))
  }
}

function isFirstHedge({ legId }: PlaceOrder): boolean {
  return legId.endsWith('-H')
}

const REFUSED: Verdict = {
  state: 'REJECTED',
  stake: null,
  odds: null,
  betReference: null,
  code: 'ODDS_CHANGED',
}

/** The stake in another unit than was asked, as some interfaces answer. */
function inHundredths(verdict: Verdict): Verdict {
  return { ...verdict, stake: verdict.stake === null ? null : `${toMinor(verdict.stake)}.00` }
}

function verdictOf({ stake, odds, betReference }: Bet): Verdict {
  return { state: 'ACCEPTED', stake, odds, betReference, code: null }
}
