/**
 * Owns why a pair of prices that wins by its odds is not offered. Each rail is one row: whether it refuses, and the sentence
 * that an operator reads, with the numbers. The first that refuses is shown.
 */
import { isSaneBook, sumOfBook, tiesOf, type Tie } from '@surefoot/arbitrage'
import { describeMarket } from '@surefoot/shared/markets'
import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import type { Orientation } from './orientation.ts'
import { booksOf, type Side, type Sides } from './side.ts'
import { settleAlike } from './terms.ts'

/** A market that no message priced for this long is frozen, whatever else its stream sends. */
const MAX_MARKET_AGE_MS = 120_000

/** The rails that compare two prices or hold a market against itself; a refusal of these is logged once. */
const DOUBTS = [
  'currencies differ',
  'settlement rules differ',
  'two selections in one place',
  'price in doubt',
  'prices flipped',
  'too good to be true',
  'a tie wins nothing',
  'line not known',
] as const
export type Doubt = (typeof DOUBTS)[number]

/** Why a pair that wins by its odds is refused. */
export type Rail =
  | Doubt
  | 'stale'
  | 'market frozen'
  | 'suspended'
  | 'other side not open'
  | 'contract not known'
  | 'match has started'
  | 'no stake'
  | 'profit too small'

export interface Refused {
  readonly rail: Rail
  readonly because: string
}

export function isDoubt(why: string): why is Doubt {
  return DOUBTS.some((doubt) => doubt === why)
}

export interface RailContext {
  readonly nowMs: number
  readonly maxQuoteAgeMs: number
  /** The earlier start of both providers' events. */
  readonly startMs: number
  readonly judge: (sides: Sides) => Orientation
}

type Find = (sides: Sides, context: RailContext) => Refused | undefined

/** What keeps two prices from being believed; undefined: nothing that is known before stakes are sized. */
export function refuseByRails(sides: Sides, context: RailContext): Refused | undefined {
  for (const find of RAILS) {
    const refused = find(sides, context)
    if (refused !== undefined) return refused
  }
  return undefined
}

/** The branches of the pair's market beside its outcomes; undefined where its line is none that is known. */
export function tiesOfSides({ A, B }: Sides): readonly Tie[] | undefined {
  const { market, line, quote } = A
  const isShort = ({ terms }: Side): boolean => terms?.rules[quote.sport]?.overtime === 'excluded'
  return tiesOf({ market, line, mayDraw: isShort(A) || isShort(B) })
}

const refuseRules: Find = ({ A, B }) => {
  if (A.terms === undefined || B.terms === undefined)
    return { rail: 'contract not known', because: 'A contract of these accounts was not read yet.' }
  if (A.source.currency !== B.source.currency)
    return {
      rail: 'currencies differ',
      because: `Account A bets in ${A.source.currency}, account B in ${B.source.currency}.`,
    }
  if (settleAlike(A.terms, B.terms, A.quote.sport)) return undefined
  const because = `The contracts do not state that both providers settle ${A.quote.sport} alike.`
  return { rail: 'settlement rules differ', because }
}

const refuseCollision: Find = ofEither(({ claims }, account) =>
  claims < 2
    ? undefined
    : {
        rail: 'two selections in one place',
        because: `Account ${account} lists ${claims} selections as one outcome of this market: it is not known which is meant.`,
      },
)

const refuseTime: Find = (_sides, { startMs, nowMs }) =>
  nowMs < startMs
    ? undefined
    : {
        rail: 'match has started',
        because: `The match started ${secondsOf(nowMs - startMs)} ago. Bets in play are not taken.`,
      }

const refuseStale: Find = ofEither((side, account, { nowMs, maxQuoteAgeMs }) => {
  const silentMs = nowMs - side.heardAtMs
  const ownMs = side.stream === undefined ? undefined : side.terms?.silencesMs[side.stream]
  const maxMs = Math.min(maxQuoteAgeMs, ownMs ?? Infinity)
  if (silentMs > maxMs)
    return {
      rail: 'stale',
      because: `The odds stream of account ${account} sent nothing for ${secondsOf(silentMs)}; up to ${secondsOf(maxMs)} is taken.`,
    }
  const ageMs = nowMs - side.pricedAtMs
  if (ageMs <= MAX_MARKET_AGE_MS) return undefined
  return {
    rail: 'market frozen',
    because: `Account ${account} priced this market ${secondsOf(ageMs)} ago; up to ${secondsOf(MAX_MARKET_AGE_MS)} is taken.`,
  }
})

const refuseClosed: Find = ofEither(({ quote, opposite }, account) => {
  if (quote.suspended)
    return { rail: 'suspended', because: `Account ${account} has suspended this outcome.` }
  if (opposite !== undefined) return undefined
  const because = `Account ${account} does not offer the other outcome, so its prices cannot be compared.`
  return { rail: 'other side not open', because }
})

const refuseBook: Find = ofEither((side, account) => {
  if (side.hasDraw)
    return {
      rail: 'price in doubt',
      because: `Account ${account} lists a draw in this market, so two bets do not cover it.`,
    }
  if (side.isUnpriced)
    return {
      rail: 'price in doubt',
      because: `Account ${account} shows ${side.quote.odds} for most outcomes of all its markets: they are not priced yet.`,
    }
  const prices = booksOf(side)
  if (prices === undefined || isSaneBook(prices)) return undefined
  const percent = (sumOfBook(prices) * 100).toFixed(1)
  return {
    rail: 'price in doubt',
    because: `The two prices of account ${account}, ${prices.join(' and ')}, add up to ${percent} %: that is no bookmaker's margin.`,
  }
})

const refuseFlip: Find = (sides, { judge }) => {
  const orientation = judge(sides)
  if (orientation === 'straight') return undefined
  const because =
    orientation === 'opposed'
      ? 'The prices of the two accounts moved against each other: one of them may list the sides the other way round.'
      : 'The prices of the two accounts agree better with the sides of one of them swapped, and were not seen to agree otherwise.'
  return { rail: 'prices flipped', because }
}

const refuseLine: Find = (sides) => {
  const { market, line } = sides.A
  return tiesOfSides(sides) === undefined
    ? {
        rail: 'line not known',
        because: `What a bet on ${describeMarket(market, line)} pays is not known.`,
      }
    : undefined
}

const RAILS: readonly Find[] = [
  refuseRules,
  refuseCollision,
  refuseTime,
  refuseStale,
  refuseClosed,
  refuseLine,
  refuseBook,
  refuseFlip,
]

function ofEither(
  find: (side: Side, account: Account, context: RailContext) => Refused | undefined,
): Find {
  return (sides, context) => {
    for (const account of ACCOUNTS) {
      const refused = find(sides[account], account, context)
      if (refused !== undefined) return refused
    }
    return undefined
  }
}

function secondsOf(ms: number): string {
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`
}
