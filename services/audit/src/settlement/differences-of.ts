import { compareOdds, isLive, toMinor } from '@surefoot/arbitrage'
import type { Bet, StatementDifference } from '@surefoot/shared/messages'
import { endingOf, resultOf } from './ending-of.ts'
import type { StatedLeg } from './stated-leg.ts'

type Finding = Pick<StatementDifference, 'kind' | 'message'>

/** Where the provider's list and the ledger do not say the same of the bet of a leg. */
export function differencesOf(leg: StatedLeg, bet: Bet): StatementDifference[] {
  const findings = leg.state === 'ACCEPTED' ? ofAccepted(leg, bet) : ofOther(leg, bet)
  const { legId } = leg
  const { betReference } = bet
  return findings.map(({ kind, message }) => ({ kind, legId, betReference, message }))
}

function ofAccepted(leg: StatedLeg, bet: Bet): Finding[] {
  const { acceptedStake, acceptedOdds } = leg
  const findings: Finding[] = []
  const differ = (kind: Finding['kind'], message: string) => findings.push({ kind, message })
  if (acceptedStake !== null && toMinor(acceptedStake) !== toMinor(bet.stake))
    differ(
      'other_stake',
      `The receipt said a stake of ${acceptedStake}, the list says ${bet.stake}.`,
    )
  // A void bet and a dead heat are listed at odds that nobody took.
  const isRepriced = bet.status === 'void' || Number(bet.odds) <= 1
  if (acceptedOdds !== null && !isRepriced && compareOdds(acceptedOdds, bet.odds) !== 0)
    differ('other_odds', `The receipt said odds of ${acceptedOdds}, the list says ${bet.odds}.`)
  const unlike = unlikeSettlement(leg, bet)
  if (unlike !== null) differ('other_result', unlike)
  const unpaid = unlike === null ? otherReturn(leg, bet) : null
  if (unpaid !== null) differ('other_return', unpaid)
  return findings
}

function unlikeSettlement({ settlement }: StatedLeg, bet: Bet): string | null {
  if (settlement === null || settlement.result === resultOf(bet)) return null
  return `The leg was settled as ${settlement.result}, but the provider lists its bet as ${bet.status}.`
}

function otherReturn(leg: StatedLeg, bet: Bet): string | null {
  const { settlement } = leg
  const { status, returned } = bet
  if (settlement !== null)
    return returned === null || toMinor(settlement.returned) === toMinor(returned)
      ? null
      : `The leg was settled with ${settlement.returned} returned, but the provider says ${returned}.`
  if (resultOf(bet) === null || endingOf(leg, bet) !== null) return null
  return returned === null
    ? `The bet is ${status}, and the provider does not say what it paid: settle it by hand.`
    : `The bet is ${status}, and the ${returned} that were returned do not follow from its stake and odds: it is read again, and not settled by this.`
}

/** A leg that may still be accepted is resolved elsewhere; one that ended without a bet has none. */
function ofOther({ state }: StatedLeg, bet: Bet): Finding[] {
  if (isLive(state) || bet.status === 'void') return []
  return [
    {
      kind: 'other_result',
      message: `The leg is ${state}, so it has no bet; but the provider lists it as ${bet.status}.`,
    },
  ]
}
