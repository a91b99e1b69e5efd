import {
  findOpportunity,
  fromMinor,
  hasMargin,
  oppositeOf,
  type Appraisal,
  type LimitBook,
} from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type Opportunity,
  type OpportunityLeg,
  type Outcome,
  type Quote,
} from '@surefoot/shared/messages'
import type { AccountBook, Source } from './account-book.ts'
import { opportunityIdOf, quoteIn, type Books, type Pair } from './pair.ts'
import type { Settings } from './settings.ts'
import { limitsOf, settleAlike, type FindTerms, type Terms } from './terms.ts'

/** Why a pair that wins by its prices is not believed, for the operator. */
const DOUBTS = [
  'currencies differ',
  'settlement rules differ',
  'price in doubt',
  'too good to be true',
] as const
export type Doubt = (typeof DOUBTS)[number]

/** Why a pair is no opportunity, for the operator. */
export type WhyNot =
  | Doubt
  | 'withdrawn'
  | 'stale'
  | 'suspended'
  | 'contract not known'
  | 'price moved'

export function isDoubt(why: WhyNot): why is Doubt {
  return DOUBTS.some((doubt) => doubt === why)
}

export type Verdict =
  | { readonly kind: 'found'; readonly opportunity: Opportunity }
  | { readonly kind: 'none'; readonly why: WhyNot }

export interface AppraisalContext {
  readonly deskId: string
  readonly books: Books
  readonly findTerms: FindTerms
  /** What the accounts' providers accepted of larger stakes. */
  readonly limits: Pick<LimitBook, 'find'>
  readonly settings: Settings
  readonly nowMs: number
}

/** One side of a pair with all that its leg needs. */
interface Side {
  readonly book: AccountBook
  readonly source: Source
  readonly quote: Quote
  readonly outcome: Outcome
  /** The other outcome at the same provider, if it can be bet. */
  readonly opposite: Quote | undefined
  readonly terms: Terms
}

type Sides = Readonly<Record<Account, Side>>
type SizedStakes = { readonly stakeAMinor: number; readonly stakeBMinor: number }

/** Whether a pair of quotes is an opportunity now. */
export function appraise(pair: Pair, context: AppraisalContext): Verdict {
  const A = sideOf(pair, 'A', context)
  if (typeof A === 'string') return { kind: 'none', why: A }
  const B = sideOf(pair, 'B', context)
  if (typeof B === 'string') return { kind: 'none', why: B }
  if (!hasMargin(A.quote.odds, B.quote.odds)) return { kind: 'none', why: 'price moved' }
  const why = findObstacle({ A, B })
  if (why !== undefined) return { kind: 'none', why }
  const found = price(pair, { A, B }, context)
  if (found.kind === 'none')
    return { kind: 'none', why: found.why === 'too_good' ? 'too good to be true' : 'price moved' }
  const { profitBps } = found
  const profit = fromMinor(found.worstCaseMinor)
  return {
    kind: 'found',
    opportunity: { ...describe(pair, { A, B }, found, context), profit, profitBps },
  }
}

/**
 * With stakes within the learnt limits. Where none of these win, with those that they would be without: the worker refuses
 * them and names the limit, which an operator may forget.
 */
function price(pair: Pair, { A, B }: Sides, { limits, settings }: AppraisalContext): Appraisal {
  const { sport } = pair.matches.A.named
  const [ofA, ofB] = ACCOUNTS.map((account) => {
    const { providerId } = { A, B }[account].source
    return limits.find({ account, providerId, sport, market: pair.market })?.stake ?? null
  })
  const within = (a: string | null = null, b: string | null = null): Appraisal =>
    findOpportunity(
      { odds: A.quote.odds, limits: limitsOf(A.terms, A.quote.maxStake, a) },
      { odds: B.quote.odds, limits: limitsOf(B.terms, B.quote.maxStake, b) },
      settings,
    )
  const bounded = within(ofA, ofB)
  const isBounded = (ofA ?? ofB ?? null) !== null
  return bounded.kind === 'none' && isBounded ? within() : bounded
}

function sideOf(pair: Pair, account: Account, context: AppraisalContext): Side | WhyNot {
  const { books, findTerms, settings, nowMs } = context
  const book = books[account]
  const outcome = pair.outcomes[account]
  const source = book.source()
  const quote = quoteIn(pair, book, outcome)
  if (source === null || quote === undefined) return 'withdrawn'
  if (nowMs - book.heardAtMs() > settings.maxQuoteAgeMs) return 'stale'
  if (quote.suspended) return 'suspended'
  const terms = findTerms(source.providerId, source.contractVersion)
  if (terms === undefined) return 'contract not known'
  const opposite = quoteIn(pair, book, oppositeOf(outcome) ?? outcome)
  const isOpen = opposite !== undefined && !opposite.suspended
  return { book, source, quote, outcome, opposite: isOpen ? opposite : undefined, terms }
}

/** What keeps two prices from being compared, or one of them from being believed. */
function findObstacle({ A, B }: Sides): Doubt | undefined {
  if (A.source.currency !== B.source.currency) return 'currencies differ'
  if (!settleAlike(A.terms, B.terms, A.quote.sport)) return 'settlement rules differ'
  if (contradictsItself(A) || contradictsItself(B)) return 'price in doubt'
  return undefined
}

/** A provider whose own prices win whatever happens has mistaken one of them. */
function contradictsItself({ quote, opposite }: Side): boolean {
  return opposite !== undefined && hasMargin(quote.odds, opposite.odds)
}

function describe(
  pair: Pair,
  { A, B }: Sides,
  stakes: SizedStakes,
  { deskId, nowMs }: AppraisalContext,
): Omit<Opportunity, 'profit' | 'profitBps'> {
  const { matchId, named } = pair.matches.A
  return {
    opportunityId: opportunityIdOf(deskId, pair),
    deskId,
    matchId,
    home: named.home,
    away: named.away,
    sport: named.sport,
    start: named.start,
    market: pair.market,
    line: pair.line,
    legs: { A: legOf(A, stakes.stakeAMinor, nowMs), B: legOf(B, stakes.stakeBMinor, nowMs) },
    foundAt: nowMs,
  }
}

function legOf(
  { book, source, quote, outcome, opposite, terms }: Side,
  stakeMinor: number,
  nowMs: number,
): OpportunityLeg {
  const { selectionId, eventId, odds, maxStake } = quote
  return {
    providerId: source.providerId,
    contractVersion: source.contractVersion,
    currency: source.currency,
    eventId,
    selectionId,
    outcome,
    odds,
    stake: fromMinor(stakeMinor),
    maxStake,
    stakeStep: fromMinor(terms.limits.stepMinor),
    receivedAt: book.heardAtMs(),
    ageMs: Math.max(0, nowMs - book.heardAtMs()),
    opposite:
      opposite === undefined
        ? null
        : {
            selectionId: opposite.selectionId,
            outcome: oppositeOf(outcome) ?? outcome,
            odds: opposite.odds,
          },
  }
}
