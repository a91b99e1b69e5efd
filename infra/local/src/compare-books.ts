import { compareBooks as compare, type Difference as Found } from '@surefoot/checker'
import type { BookedBet } from './book.ts'

/** As a report names it: the reference says enough of whose book it is. */
export type Difference = Omit<Found, 'providerId'>

/** Hold the ledger against the sandbox's private books, whose houses are the providers. Empty: no difference. */
export function compareBooks(
  records: Parameters<typeof compare>[0],
  bets: readonly BookedBet[],
): Difference[] {
  const booked = bets.map(({ house, ...bet }) => ({ ...bet, providerId: house }))
  return compare(records, booked).map(({ kind, betReference, details }) => ({
    kind,
    betReference,
    details,
  }))
}
