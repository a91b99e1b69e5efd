import { attributeBets } from './attribute-bets.ts'
import { compareBooks } from './compare-books.ts'
import type { EndRule } from './rule.ts'

/** I1: for each leg at most one bet in the books, and no bet that two legs claim. */
export const checkDoubleBets: EndRule = (evidence, end) => {
  const ofLegs = Map.groupBy(attributeBets(evidence, end), ({ leg }) => leg?.legId)
  const doubled = [...ofLegs].flatMap(([legId, bets]) => {
    if (legId === undefined || bets.length < 2) return []
    const references = bets.map(({ bet }) => bet.reference).join(', ')
    return [{ invariant: 'I1' as const, subject: legId, details: `It has the bets ${references}` }]
  })
  const shared = compareBooks(evidence.records, evidence.bets)
    .filter(({ kind }) => kind === 'double bet')
    .map(({ providerId, betReference, details }) => ({
      invariant: 'I1' as const,
      subject: `${providerId} ${betReference}`,
      details: `One bet is claimed by ${details}`,
    }))
  return [...doubled, ...shared]
}
