/**
 * The bets that an account has had, as far as this browser read them: what was listed before a submit is not what the
 * submit became.
 *
 * 1. A bet counts as listed once the reading that has it has ended, or the provider has named it in an answer.
 * 2. What was open before a submit is known only from a list that was read whole.
 */
import type { BetsReading, betsRead, ListedBefore, Receipt, Reply } from '@surefoot/shared/messages'
import type { AccountBrowser } from '../ports.ts'

export interface ListedBets {
  /** Read the account's bets and balance, and remember the bets. */
  readonly read: AccountBrowser['readBets']
  /** Begin to read them, unless a reading has succeeded. Never throws, and is not waited for. */
  readonly readFirst: () => void
  /** The provider named a bet on a selection in its answer to a submit. */
  readonly learn: (selectionId: string, receipt: Receipt) => void
  /** References of all readings that ended before now, and of earlier submits. */
  readonly references: () => ReadonlySet<string>
  /** The bets before a submit on a selection, for the ledger; null while no list was read whole, or they are too many. */
  readonly before: (selectionId: string) => ListedBefore | null
}

interface Listed {
  readonly selectionId: string
  readonly isOpen: boolean
}

/** The oldest are forgotten: a list of bets does not come back to them. */
const MOST_REMEMBERED = 50_000
/** As many as the ledger takes with a leg. */
const MOST_TOLD = 500

/** @param onReading called with each reading that ends */
export function createListedBets(
  { readBets, isSimulated }: AccountBrowser,
  onReading: (reading: Reply<typeof betsRead.reply>) => void,
): ListedBets {
  const known = new Set<string>()
  let last: Map<string, Listed> | null = null
  let [hasRead, isReading] = [false, false]
  const remember = (reference: string): void => {
    known.add(reference)
    const [oldest] = known
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest)
  }
  const read = async (): Promise<Reply<typeof betsRead.reply>> => {
    const reply = await readBets()
    onReading(reply)
    if (!reply.ok) return reply
    hasRead = true
    for (const { betReference } of reply.bets) remember(betReference)
    last = isWhole(reply) ? listedIn(reply) : null
    return reply
  }
  return {
    read,
    readFirst: () => {
      if (hasRead || isReading || isSimulated) return
      isReading = true
      // It is read again before the next leg.
      void read()
        .catch(() => undefined)
        .finally(() => {
          isReading = false
        })
    },
    learn: (selectionId, { betReference, state }) => {
      if (betReference === null) return
      remember(betReference)
      last?.set(betReference, { selectionId, isOpen: state === 'ACCEPTED' })
    },
    references: () => new Set(known),
    before: (selectionId) => (last === null ? null : writeBefore(last, selectionId)),
  }
}

function isWhole({ unreadable = 0, isPartial = false }: BetsReading): boolean {
  return unreadable === 0 && !isPartial
}

function listedIn({ bets }: BetsReading): Map<string, Listed> {
  return new Map(
    bets.map(({ betReference, selectionId, status }) => [
      betReference,
      { selectionId, isOpen: status === 'open' },
    ]),
  )
}

function writeBefore(
  listed: ReadonlyMap<string, Listed>,
  selectionId: string,
): ListedBefore | null {
  const all = [...listed]
  const open = all.filter(([, bet]) => bet.isOpen).map(([reference]) => reference)
  const onSelection = all
    .filter(([, bet]) => bet.selectionId === selectionId)
    .map(([reference]) => reference)
  return open.length > MOST_TOLD || onSelection.length > MOST_TOLD ? null : { open, onSelection }
}
