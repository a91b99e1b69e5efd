import { compareBooks } from './compare-books.ts'
import type { EndRule } from './rule.ts'

/** I4: every ACCEPTED leg has its bet in the book. */
export const checkPhantoms: EndRule = ({ records, bets }) =>
  compareBooks(records, bets)
    .filter(({ kind }) => kind === 'leg without a bet')
    .map(({ providerId, betReference, details }) => ({
      invariant: 'I4',
      subject: `${providerId} ${betReference}`,
      details,
    }))
