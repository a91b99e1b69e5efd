import { isFinal } from '@surefoot/arbitrage'
import { attributeBets, type AttributedBet } from './attribute-bets.ts'
import { compareBooks, type Difference } from './compare-books.ts'
import type { Evidence } from './evidence.ts'
import type { EndRule } from './rule.ts'

const CHANGED: ReadonlySet<Difference['kind']> = new Set([
  'other stake',
  'other odds',
  'other selection',
])

/**
 * I3: every bet in the books ends as an ACCEPTED leg of equal selection, stake and odds. A bet whose leg a person has to
 * decide is not lost, nor is one whose leg is still being looked for; a second bet of one leg is I1's.
 */
export const checkLostBets: EndRule = (evidence, end) => {
  const all = attributeBets(evidence, end)
  const lost = all
    .filter((one) => !one.isClaimed && !isInHand(one, evidence) && !isSurplus(one, all))
    .map(({ bet, leg }) => ({
      invariant: 'I3' as const,
      subject: `${bet.providerId} ${bet.reference}`,
      details:
        leg === undefined
          ? `${bet.stake} @ ${bet.odds} is in the book and in no leg`
          : `${bet.stake} @ ${bet.odds} is in the book; ${leg.legId} is ${leg.state}`,
    }))
  const changed = compareBooks(evidence.records, evidence.bets)
    .filter(({ kind }) => CHANGED.has(kind))
    .map(({ kind, providerId, betReference, details }) => ({
      invariant: 'I3' as const,
      subject: `${providerId} ${betReference}`,
      details: `${kind}: ${details}`,
    }))
  return [...lost, ...changed]
}

function isInHand({ leg }: AttributedBet, { isQuiet }: Evidence): boolean {
  if (leg === undefined) return false
  return leg.state === 'ESCALATED' || (!isQuiet && !isFinal(leg.state))
}

function isSurplus({ leg, bet }: AttributedBet, all: readonly AttributedBet[]): boolean {
  return (
    leg !== undefined && all.some((other) => other.leg?.legId === leg.legId && other.bet !== bet)
  )
}
