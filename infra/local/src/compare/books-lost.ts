import { readKeptBets } from '@surefoot/sandbox'
import type { AtRest } from './compare-at-rest.ts'
import { readLedger } from './read-ledger.ts'
import { acceptedLegs } from './records.ts'

/** The ledger and the bookmakers' books are not of one history. */
export class BooksLost extends Error {
  override readonly name = 'BooksLost'
  readonly code = 'BOOKS_LOST'
}

const REMEDY =
  'Put back the folder as it was, or start with an empty ledger and empty books: npm start -- --fresh'

export interface Pair {
  /** References of the ledger's accepted bets. */
  readonly ledger: readonly string[]
  /** References of the bets in the books. */
  readonly books: readonly string[]
}

/** Why the two cannot be compared; null: they belong together. One bet that both know is enough. */
export function whyNotOneHistory({ ledger, books }: Pair): string | null {
  if (ledger.length === 0 && books.length === 0) return null
  if (ledger.length === 0)
    return `The bookmakers' books have ${books.length} bets and the ledger has none: the ledger's data was lost or replaced. ${REMEDY}`
  const known = new Set(books)
  if (ledger.some((reference) => known.has(reference))) return null
  return `The ledger has ${ledger.length} bets and the bookmakers' books have none of them: the books were lost or replaced. ${REMEDY}`
}

/** Throws BooksLost when the ledger's bets and the books' are not of one history. */
export async function throwIfBooksLost({ databaseUrl, booksFile }: AtRest): Promise<void> {
  const bets = readKeptBets(booksFile)
  const { records } = await readLedger(databaseUrl, {
    since: new Date(0),
    providers: ['north', 'south'],
  })
  const ledger = acceptedLegs(records).map(({ receipt }) => receipt?.betReference ?? '')
  const why = whyNotOneHistory({ ledger, books: bets.map(({ reference }) => reference) })
  if (why !== null) throw new BooksLost(why)
}
