/**
 * Owns whether an opportunity that arrived is true of the quotes that this worker received itself. What is taken is
 * derived from these quotes; of the message only its id, the time it was found and what bounds it more are kept.
 */
import type { Pair } from '@surefoot/appraisal'
import type { LimitBook } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  ok,
  refuse,
  type Account,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'
import type { Received } from './claim.ts'
import { isAsOwn, refuseOdds, refuseProfit, refuseStakes } from './hold-amounts.ts'
import {
  refuseMarket,
  refuseMatch,
  refuseOther,
  refuseOutcomes,
  refuseSource,
} from './hold-identity.ts'
import type { ReceivedPrices } from './received-prices.ts'
import { refuseVerdict } from './refuse-verdict.ts'

export type Derived = { readonly ok: true; readonly opportunity: Opportunity } | Refusal

/**
 * The opportunity of the two selections that are claimed, by this worker's own quotes. Refused: UNKNOWN_DESK, PRICE_UNKNOWN, WRONG_PROVIDER,
 * OTHER_MATCH, OTHER_MARKET, NOT_OPPOSITE, ODDS_ABOVE_RECEIVED, SUSPENDED, QUOTE_STALE, PRICE_DOUBTED, NO_STAKE, NO_PROFIT,
 * STAKE_NOT_OURS, PROFIT_OVERSTATED.
 */
export function holdClaim(
  prices: ReceivedPrices,
  limits: Pick<LimitBook, 'find'>,
  claimed: Opportunity,
): Derived {
  if (claimed.deskId !== prices.deskId)
    return refuse(
      'UNKNOWN_DESK',
      `The opportunity is of desk ${claimed.deskId}, not of ${prices.deskId}.`,
    )
  const received = receive(prices, claimed)
  if ('ok' in received) return received
  const claim = { claimed, received }
  const pair = prices.pairOf(received.A.quote)
  const stranger =
    refuseSource(claim) ?? refuseMatch(claim, prices.matches) ?? refuseMarket(claim, prices.matches)
  if (stranger !== undefined) return stranger
  const unpaired = refuseOutcomes(claim, pair)
  if (pair === undefined || unpaired !== undefined) return unpaired ?? refuseUnknown('B', claimed)
  const worse = refuseOdds(claim)
  if (worse !== undefined) return worse
  const verdict = prices.appraise(pair, limits)
  if (verdict.kind !== 'found') return refuseVerdict(verdict, received)
  const own = verdict.opportunity
  const overstated =
    refuseOther(claimed, own) ??
    (isAsOwn(claimed, own) ? undefined : refuseAmounts(claimed, pair, { prices, limits }))
  return overstated ?? ok({ opportunity: bind(own, claimed) })
}

interface Sizing {
  readonly prices: ReceivedPrices
  readonly limits: Pick<LimitBook, 'find'>
}

/** A claim of other odds or stakes than this worker's own: it is held against what the desk sizes at its odds. */
function refuseAmounts(
  claimed: Opportunity,
  pair: Pair,
  { prices, limits }: Sizing,
): Refusal | undefined {
  const odds = { A: claimed.legs.A.odds, B: claimed.legs.B.odds }
  const sizes = prices.sizesAt(pair, odds, limits)
  return refuseStakes(claimed, sizes) ?? refuseProfit(claimed, sizes)
}

function receive(prices: ReceivedPrices, claimed: Opportunity): Received | Refusal {
  const [A, B] = ACCOUNTS.map((account) =>
    prices.quoteOf(account, claimed.legs[account].selectionId),
  )
  if (A === undefined) return refuseUnknown('A', claimed)
  return B === undefined ? refuseUnknown('B', claimed) : { A, B }
}

function refuseUnknown(account: Account, { legs }: Opportunity): Refusal {
  return refuse(
    'PRICE_UNKNOWN',
    `This worker has not received that price: selection ${legs[account].selectionId} at account ${account}, ${legs[account].odds} by the opportunity.`,
  )
}

/** A claim can make its own prices older and ask for an operator; it makes nothing younger and lifts no review. */
function bind(own: Opportunity, claimed: Opportunity): Opportunity {
  const { opportunityId, foundAt, review } = claimed
  const legOf = (account: Account): Opportunity['legs'][Account] => {
    const leg = own.legs[account]
    return { ...leg, receivedAt: Math.min(leg.receivedAt, claimed.legs[account].receivedAt) }
  }
  return {
    ...own,
    opportunityId,
    foundAt,
    legs: { A: legOf('A'), B: legOf('B') },
    ...(own.review === undefined && review !== undefined ? { review } : {}),
  }
}
