import { existsSync } from 'node:fs'
import { formatDecimal } from '../market/odds.ts'
import type { House } from '../market/match.ts'
import { formatMoney } from '../money.ts'
import { openBookFile } from './book-file.ts'

/** A bet that a house took; stake and odds are decimal strings. */
export interface KeptBet {
  readonly house: House
  readonly reference: string
  readonly selectionId: string
  readonly stake: string
  readonly odds: string
  readonly placedAt: string
}

/**
 * Every bet that either house took, from the file of the books: for when no bookmaker runs. A file that does not exist
 * has none. Throws BooksUnreadable.
 */
export function readKeptBets(path: string): KeptBet[] {
  if (!existsSync(path)) return []
  const file = openBookFile(path)
  try {
    return file.bets().flatMap(({ decidedMs, refusal, ...bet }) =>
      decidedMs === null || refusal !== null
        ? []
        : [
            {
              house: bet.house,
              reference: bet.reference,
              selectionId: bet.submission.selectionId,
              stake: formatMoney(bet.stakeMinor),
              odds: formatDecimal(bet.odds),
              placedAt: new Date(decidedMs).toISOString(),
            },
          ],
    )
  } finally {
    file.close()
  }
}
