import {
  edgeCapBps,
  findOpportunity,
  fromMinor,
  hasMargin,
  type Appraisal,
  type LimitBook,
  type NoOpportunity,
  type PricedSide,
  type Tie,
} from '@surefoot/arbitrage'
import { ACCOUNTS, type Account, type Opportunity } from '@surefoot/shared/messages'
import { describeOpportunity } from './describe-opportunity.ts'
import type { Orientation, Orientations } from './orientation.ts'
import { marketPlaceOf, type Books, type Pair } from './pair.ts'
import { refuseByRails, tiesOfSides, type Rail, type Refused } from './rails.ts'
import type { Settings } from './settings.ts'
import { booksOf, sidesOf, type Side, type Sides } from './side.ts'
import { limitsOf, type FindTerms } from './terms.ts'

/** Why a pair is no opportunity, for the operator. */
export type WhyNot = Rail | 'withdrawn' | 'price moved'

export type Verdict =
  | { readonly kind: 'found'; readonly opportunity: Opportunity }
  | { readonly kind: 'none'; readonly why: 'withdrawn' | 'price moved' }
  /** It wins by its odds, and a rail refuses it. */
  | ({ readonly kind: 'refused'; readonly sides: Sides } & Refused)

export interface AppraisalContext {
  readonly deskId: string
  readonly books: Books
  readonly findTerms: FindTerms
  /** What the accounts' providers accepted of larger stakes. */
  readonly limits: Pick<LimitBook, 'find'>
  readonly orientations: Orientations
  readonly settings: Settings
  readonly nowMs: number
}

/** Whether a pair of quotes is an opportunity now. */
export function appraise(pair: Pair, context: AppraisalContext): Verdict {
  const sides = sidesOf(pair, context)
  if (sides === undefined) return { kind: 'none', why: 'withdrawn' }
  const { A, B } = sides
  const { nowMs, settings } = context
  const judge = (): Orientation => judgeOrientation(pair, sides, context)
  const startMs = Math.min(Date.parse(A.quote.start), Date.parse(B.quote.start))
  const rails = { nowMs, startMs, judge, maxQuoteAgeMs: settings.maxQuoteAgeMs }
  // Prices that promise nothing pass the rails, too: the last one remembers how the two books lie, of prices that are believed.
  const byRails = refuseByRails(sides, rails)
  if (!hasMargin(A.quote.odds, B.quote.odds)) return { kind: 'none', why: 'price moved' }
  const refused = byRails ?? size(pair, sides, context)
  return 'rail' in refused
    ? { kind: 'refused', sides, ...refused }
    : { kind: 'found', opportunity: refused }
}

function judgeOrientation(pair: Pair, sides: Sides, context: AppraisalContext): Orientation {
  const [A, B] = [booksOf(sides.A), booksOf(sides.B)]
  if (A === undefined || B === undefined) return 'swapped'
  const place = marketPlaceOf(pair, { A: sides.A.source, B: sides.B.source })
  return context.orientations.judge(place, { A, B }, context.nowMs)
}

function size(pair: Pair, sides: Sides, context: AppraisalContext): Opportunity | Refused {
  const ties = tiesOfSides(sides)
  const found = price(pair, sides, { ...context, ties: ties ?? [] })
  if (found.kind === 'none') return { rail: RAIL_OF[found.why], because: SENTENCES[found.why] }
  const { profitBps } = found
  const capBps = edgeCapBps(pair.matches.A.named.sport)
  const because = `A sure ${percentOf(profitBps)} is more than the ${percentOf(capBps)} that is usual: one price may be wrong. Compare both pages before you execute.`
  return {
    ...describeOpportunity({ pair, sides, stakes: found }, context),
    profit: fromMinor(found.worstCaseMinor),
    profitBps,
    ...(profitBps > capBps ? { review: { rail: 'edge above the cap', because } } : {}),
  }
}

const RAIL_OF: Readonly<Record<NoOpportunity, Rail>> = {
  no_margin: 'profit too small',
  too_small: 'profit too small',
  no_stake: 'no stake',
  too_good: 'too good to be true',
  tie: 'a tie wins nothing',
}

const SENTENCES: Readonly<Record<NoOpportunity, string>> = {
  no_margin: 'After stakes were rounded, no profit is sure.',
  too_small: 'After stakes were rounded, the sure profit is below the smallest that is taken.',
  no_stake: 'No stakes fit the limits of both providers.',
  too_good: 'It promises more than providers err by: one of the prices is wrong.',
  tie: 'If the result equals the line, or a draw voids the bets, both stakes come back and nothing is won.',
}

function percentOf(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`
}

/**
 * With stakes within the learnt limits. Where none of these win, with those that they would be without: the worker refuses
 * them and names the limit, which an operator may forget.
 */
function price(
  pair: Pair,
  { A, B }: Sides,
  { limits, settings, ties }: AppraisalContext & { readonly ties: readonly Tie[] },
): Appraisal {
  const { sport } = pair.matches.A.named
  const [ofA, ofB] = ACCOUNTS.map((account: Account) => {
    const { providerId } = { A, B }[account].source
    return limits.find({ account, providerId, sport, market: pair.market })?.stake ?? null
  })
  const within = (a: string | null = null, b: string | null = null): Appraisal =>
    findOpportunity({ A: pricedSide(A, a), B: pricedSide(B, b), ties }, settings)
  const bounded = within(ofA, ofB)
  const isBounded = (ofA ?? ofB ?? null) !== null
  return bounded.kind === 'none' && isBounded ? within() : bounded
}

/**
 * The stakes that a pair would have at other odds than its quotes', within the learnt limits and without them: what may have
 * been offered of it.
 */
export function sizesAt(
  pair: Pair,
  odds: Readonly<Record<Account, string>>,
  context: AppraisalContext,
): readonly Appraisal[] {
  const sides = sidesOf(pair, context)
  const ties = sides && tiesOfSides(sides)
  if (sides === undefined || ties === undefined) return []
  const { A, B } = sides
  const priced = {
    A: { ...A, quote: { ...A.quote, odds: odds.A } },
    B: { ...B, quote: { ...B.quote, odds: odds.B } },
  }
  const unlimited = { find: () => undefined }
  return [context, { ...context, limits: unlimited }].map((each) =>
    price(pair, priced, { ...each, ties }),
  )
}

/** Without its contract a side has no limits and takes no stake; the rails refuse it before. */
function pricedSide({ quote, outcome, terms }: Side, learnt: string | null): PricedSide {
  const limits =
    terms === undefined
      ? { stepMinor: 1, minMinor: 1, maxMinor: 0 }
      : limitsOf(terms, quote.maxStake, learnt)
  return { outcome, odds: quote.odds, limits }
}
