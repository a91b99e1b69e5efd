import { moneyUnits } from '../values/money.ts'
import { oddsUnits } from '../values/odds.ts'

/** A bet as a request would place it, in the wire's money and odds. */
export interface PlaceRequest {
  readonly selectionId: string
  readonly stake: string
  readonly odds: string
}

/** What the ledger's permit allows. */
export interface Permit {
  readonly selectionId: string
  readonly stake: string
  readonly leastOdds: string
}

export type PermitMatch = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Whether a request is the bet that the permit allows: same selection, same stake, odds not worse. Exact decimals. */
export function matchesPermit(request: PlaceRequest, permit: Permit): PermitMatch {
  if (request.selectionId !== permit.selectionId) {
    return {
      ok: false,
      why: `the request bets on ${request.selectionId}, the permit on ${permit.selectionId}`,
    }
  }
  const [stake, allowedStake] = [moneyUnits(request.stake), moneyUnits(permit.stake)]
  if (stake === undefined || stake !== allowedStake) {
    return { ok: false, why: `the request stakes ${request.stake}, the permit ${permit.stake}` }
  }
  const [odds, leastOdds] = [oddsUnits(request.odds), oddsUnits(permit.leastOdds)]
  if (odds === undefined || leastOdds === undefined || odds < leastOdds) {
    return {
      ok: false,
      why: `the request takes odds of ${request.odds}, the permit at least ${permit.leastOdds}`,
    }
  }
  return { ok: true }
}
