import type { Account, HedgeKind, Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import {
  isBack,
  leastOddsOfBack,
  sizeBack,
  worstCaseOfCashOut,
  worstCaseOfHold,
  type BackKind,
  type HedgeQuote,
  type OpenBets,
  type SizedBack,
} from './hedge-choice.ts'
import { fromMinor } from './money.ts'
import { stakeAtLeast, type StakeLimits } from './stakes.ts'

export interface HedgeInput extends OpenBets {
  /** At most one of each kind. */
  readonly quotes: readonly HedgeQuote[]
  /** What may be placed without a person. */
  readonly allowed: readonly BackKind[]
  /** What all bets may lose together at worst. */
  readonly lossLimitMinor: number
}

/** One thing that can be done, in minor units. A worst case of null: it is not there. */
export interface Choice {
  readonly kind: HedgeKind
  readonly account: Account | null
  readonly odds: string | null
  readonly stakeMinor: number | null
  readonly worstCaseMinor: number | null
  /** Why it is not taken, for the operator; null: it is. */
  readonly why: string | null
}

export interface BackPlan extends SizedBack {
  /** The lowest odds that stay inside the loss limit and still save half of what the plan saves. */
  readonly leastOdds: string
}

export type HoldCode = 'NO_PRICE' | 'NOT_ALLOWED' | 'NOT_BETTER' | 'LOSS_OVER_LIMIT'

export type HedgePlan = { readonly choices: readonly Choice[] } & (
  | { readonly take: 'back'; readonly back: BackPlan }
  | { readonly take: 'hold'; readonly code: HoldCode; readonly reason: string }
)

/** Of equal choices the first is taken: what completes the execution as it was meant comes first. */
const RANKS: Readonly<Record<HedgeKind, number>> = {
  other_side: 0,
  opposite: 1,
  cash_out: 2,
  hold: 3,
}

/**
 * What to do with a lone leg: of the bets that are allowed, inside the loss limit and better than holding, the one with
 * the best worst case; of equals the one that stakes least. If there is none, hold and ask a person, with what each
 * choice wins or loses at worst. Cash-out is only ever a person's choice: no contract says how it is done.
 */
export function planHedge(input: HedgeInput): HedgePlan {
  const quotes = input.quotes.toSorted((one, other) => RANKS[one.kind] - RANKS[other.kind])
  const sized = quotes
    .filter(isBack)
    .map((quote) => sizeBack(input, quote))
    .filter((back) => back !== undefined)
    .toSorted(byWorstCase)
  const best = sized.find((back) => refuseBack(input, back) === undefined)
  const described = quotes.map((quote) => {
    const back = sized.find(({ kind }) => kind === quote.kind)
    return back === undefined ? describeQuote(input, quote) : describeBack(input, back, best)
  })
  const choices = [...described, describeHold(input, best)]
  if (best === undefined) return { take: 'hold', ...reasonToHold(input, sized, described), choices }
  const leastOdds = leastOddsOfBack(input, best, mayLoseMinor(input, best))
  return { take: 'back', back: { ...best, leastOdds }, choices }
}

/**
 * What the bets may lose at worst if the odds fall before the hedge is taken, in minor units: the loss limit, but never more
 * than half way from the plan to holding. Otherwise a hedge of a stake below the limit would accept any odds.
 */
function mayLoseMinor(input: HedgeInput, { worstCaseMinor }: SizedBack): number {
  const halfWay = Math.ceil((worstCaseOfHold(input) + worstCaseMinor) / 2)
  return Math.min(input.lossLimitMinor, -halfWay)
}

/** One thing that an operator can do now, in minor units. */
export interface PricedChoice extends Omit<Choice, 'why'> {
  /** What it backs; null where it is no bet. */
  readonly outcome: Outcome | null
  /** Why it cannot be placed now, for the operator; null: it can. */
  readonly why: string | null
}

/**
 * What an operator can do with exposed bets at these quotes, each with what all bets win at worst after it. The limits of
 * what is placed without an operator do not count here; a bet that leaves as much to lose is none of the choices.
 */
export function priceChoices(open: OpenBets, quotes: readonly HedgeQuote[]): PricedChoice[] {
  return quotes
    .toSorted((one, other) => RANKS[one.kind] - RANKS[other.kind])
    .map((quote) => priceChoice(open, quote))
}

function priceChoice(open: OpenBets, quote: HedgeQuote): PricedChoice {
  const { kind, account } = quote
  const back = isBack(quote) ? sizeBack(open, quote) : undefined
  const outcome = isBack(quote) ? quote.outcome : null
  if (back === undefined) return { ...describeQuote(open, quote), outcome }
  const { odds, stakeMinor, worstCaseMinor } = back
  const isBetter = worstCaseMinor > worstCaseOfHold(open)
  const why = isBetter ? null : 'It is no better than holding.'
  return { kind, account, outcome, odds, stakeMinor, worstCaseMinor, why }
}

/** The smallest stake that the limits allow, to look at a price; undefined if they allow none. Minor units. */
export function stakeToLook(limits: StakeLimits): number | undefined {
  return stakeAtLeast(Big(0), limits)
}

interface Refused {
  readonly code: HoldCode
  readonly why: string
}

function refuseBack(input: HedgeInput, { kind, worstCaseMinor }: SizedBack): Refused | undefined {
  const { allowed, lossLimitMinor } = input
  if (worstCaseMinor <= worstCaseOfHold(input))
    return { code: 'NOT_BETTER', why: 'It is no better than holding.' }
  if (worstCaseMinor < -lossLimitMinor) {
    const loss = fromMinor(-worstCaseMinor)
    const why = `It would lose ${loss} at worst, and the limit is ${fromMinor(lossLimitMinor)}.`
    return { code: 'LOSS_OVER_LIMIT', why }
  }
  if (allowed.includes(kind)) return undefined
  return { code: 'NOT_ALLOWED', why: 'It may not be placed without a person.' }
}

const BEATEN = 'Another choice is better at worst.'

function describeBack(input: HedgeInput, back: SizedBack, best: SizedBack | undefined): Choice {
  const { kind, account, odds, stakeMinor, worstCaseMinor } = back
  const why = back === best ? null : (refuseBack(input, back)?.why ?? BEATEN)
  return { kind, account, odds, stakeMinor, worstCaseMinor, why }
}

/** A choice that is no bet that could be placed now. */
function describeQuote(input: OpenBets, quote: HedgeQuote): Choice {
  const { kind, account } = quote
  const choice = { kind, account, odds: null, stakeMinor: null, worstCaseMinor: null }
  if ('why' in quote) return { ...choice, why: quote.why }
  if (isBack(quote))
    return { ...choice, odds: quote.odds, why: 'No stake fits the limits of the provider.' }
  const worth = fromMinor(quote.worthMinor)
  const why = `The provider pays ${worth} for the bet now; only a person can take it.`
  return { ...choice, worstCaseMinor: worstCaseOfCashOut(input, quote), why }
}

function describeHold(input: HedgeInput, best: SizedBack | undefined): Choice {
  return {
    kind: 'hold',
    account: null,
    odds: null,
    stakeMinor: null,
    worstCaseMinor: worstCaseOfHold(input),
    why: best === undefined ? null : BEATEN,
  }
}

function reasonToHold(
  input: HedgeInput,
  [nearest]: readonly SizedBack[],
  described: readonly Choice[],
): { readonly code: HoldCode; readonly reason: string } {
  const refused = nearest === undefined ? undefined : refuseBack(input, nearest)
  if (nearest !== undefined && refused !== undefined) {
    const { outcome, odds, stakeMinor, account } = nearest
    const what = `${outcome} at ${odds} with ${fromMinor(stakeMinor)} at account ${account}`
    return { code: refused.code, reason: `The best hedge is ${what}. ${refused.why}` }
  }
  const told = described
    .filter(({ kind }) => kind !== 'cash_out')
    .map(({ account, why }) => `Account ${account}: ${why}`)
  return { code: 'NO_PRICE', reason: `No hedge can be placed now. ${told.join(' ')}`.trim() }
}

function byWorstCase(one: SizedBack, other: SizedBack): number {
  return (
    other.worstCaseMinor - one.worstCaseMinor ||
    one.stakeMinor - other.stakeMinor ||
    RANKS[one.kind] - RANKS[other.kind]
  )
}
