/**
 * Owns the opportunities of one desk. Time comes in as an argument, and what to tell goes out as the answer.
 *
 * 1. A quote costs the same however many others there are: only the pair it takes part in is appraised.
 * 2. A quote counts only while its account's stream speaks; the book of a silent one makes no opportunity.
 * 3. Every opportunity that was told is told to be gone when it is.
 */
import {
  appraise,
  createLiveBook,
  createOrientations,
  isDoubt,
  opportunityIdOf,
  pairOf,
  quotesIn,
  type AccountBook,
  type AppraisalContext,
  type Change,
  type Doubt,
  type FindTerms,
  type LiveBook,
  type Pair,
  type Settings,
  type Verdict,
  type WhyNot,
} from '@surefoot/appraisal'
import {
  ACCOUNTS,
  type Account,
  type BrowserStatus,
  type Opportunity,
  type PresentPrice,
  type Quote,
  type QuotesBatch,
  type RefusedRow,
} from '@surefoot/shared/messages'
import { createAnnouncedBook, type AnnouncedBook } from './announced.ts'
import { createRefusedBook, type RefusedBook } from './refused-book.ts'

/** Why an opportunity is gone: what its quotes say now, or what became of its account or its match. */
export type WhyGone = WhyNot | 'reset' | 'match no longer certain'

export type Announcement =
  | { readonly kind: 'found'; readonly opportunity: Opportunity }
  | { readonly kind: 'gone'; readonly opportunityId: string; readonly reason: WhyGone }
  /** A pair that wins by its prices and is not believed. */
  | { readonly kind: 'doubted'; readonly opportunityId: string; readonly reason: Doubt }

export interface Desk {
  readonly onQuotes: (batch: QuotesBatch, nowMs: number) => Announcement[]
  readonly onStatus: (status: BrowserStatus, nowMs: number) => Announcement[]
  /** Looks again at what was told: it may have aged, or have moved too soon after it was told last. */
  readonly onTick: (nowMs: number) => Announcement[]
  /** Looks at every quote: what is known of a contract has changed. */
  readonly rescan: (nowMs: number) => Announcement[]
  /** What the accounts' streams say of selections now; those they do not have are left out. */
  readonly prices: (selections: readonly Selection[], nowMs: number) => PresentPrice[]
  /** What the rails refuse now or refused in the last minute; each refused pair is appraised again for it. */
  readonly refusedRows: (nowMs: number) => RefusedRow[]
}

export type Selection = Pick<PresentPrice, 'account' | 'selectionId'>

export interface DeskOptions {
  readonly deskId: string
  readonly settings: Settings
  readonly findTerms: FindTerms
  readonly limits: AppraisalContext['limits']
}

export function createDesk({ deskId, settings, findTerms, limits }: DeskOptions): Desk {
  const live = createLiveBook(settings.maxQuoteAgeMs)
  const announced = createAnnouncedBook()
  const refused = createRefusedBook()
  const orientations = createOrientations()
  const contextAt = (nowMs: number): AppraisalContext => ({
    deskId,
    books: live.books,
    findTerms,
    limits,
    orientations,
    settings,
    nowMs,
  })
  const judge = (pair: Pair, context: AppraisalContext): Announcement[] =>
    announce({ pair, verdict: appraise(pair, context), announced, refused, context })

  function look(quote: Quote, account: Account, context: AppraisalContext): Announcement[] {
    const pair = pairOf(quote, account, live)
    if (pair === undefined) return []
    return judge(pair, context)
  }

  function rescan(nowMs: number): Announcement[] {
    const context = contextAt(nowMs)
    return live.books.A.quotes().flatMap((quote) => look(quote, 'A', context))
  }

  function lookAgain(nowMs: number, { isReset }: Pick<Change, 'isReset'>): Announcement[] {
    const context = contextAt(nowMs)
    return announced.all().flatMap(({ pair, told }) => {
      const { opportunityId } = told
      const present = presentPair(pair, live)
      if (present !== undefined && opportunityIdOf(deskId, present) === opportunityId)
        return judge(present, context)
      announced.withdraw(opportunityId)
      return [{ kind: 'gone', opportunityId, reason: isReset ? 'reset' : whyUnpaired(pair, live) }]
    })
  }

  return {
    rescan,
    refusedRows: (nowMs) => {
      appraiseRefused({ refused, live, context: contextAt(nowMs) })
      return refused.rows(nowMs)
    },
    prices: (selections, nowMs) =>
      selections.flatMap((selection) => priceOf(live.books[selection.account], selection, nowMs)),
    onTick: (nowMs) => lookAgain(nowMs, { isReset: false }),
    onStatus: (status, nowMs) => {
      const change = live.hear(status, nowMs)
      return change.isWide ? [...lookAgain(nowMs, change), ...rescan(nowMs)] : []
    },
    onQuotes: (batch, nowMs) => {
      const change = live.apply(batch, nowMs)
      if (change.isWide) return [...lookAgain(nowMs, change), ...rescan(nowMs)]
      const context = contextAt(nowMs)
      const told = batch.quotes.flatMap((quote) => look(quote, batch.account, context))
      const isAnyUnpaired = batch.deleted.length > 0 || change.isRematched
      return isAnyUnpaired ? [...lookAgain(nowMs, change), ...told] : told
    },
  }
}

interface RefusedAgain {
  readonly refused: RefusedBook
  readonly live: LiveBook
  readonly context: AppraisalContext
}

/** Nothing is announced when a price ages or an account is closed: what was refused is appraised again for its row. */
function appraiseRefused({ refused, live, context }: RefusedAgain): void {
  const { deskId, nowMs } = context
  for (const { pair, opportunityId } of refused.live()) {
    const present = presentPair(pair, live)
    const isSame = present !== undefined && opportunityIdOf(deskId, present) === opportunityId
    const verdict = isSame ? appraise(present, context) : undefined
    if (verdict?.kind === 'refused')
      refused.refuse({ pair: present ?? pair, opportunityId }, verdict, nowMs)
    else refused.end(opportunityId, nowMs)
  }
}

function priceOf(
  book: AccountBook,
  { account, selectionId }: Selection,
  nowMs: number,
): PresentPrice[] {
  const source = book.source()
  const priced = book.quoteOf(selectionId)
  if (source === null || priced === undefined) return []
  const { quote, stream } = priced
  const { odds, maxStake, suspended } = quote
  const { providerId, contractVersion } = source
  const ageMs = Math.max(0, Math.round(nowMs - book.streams.streamHeardAtMs(stream)))
  return [{ account, selectionId, providerId, contractVersion, odds, maxStake, suspended, ageMs }]
}

interface Appraised {
  readonly pair: Pair
  readonly verdict: Verdict
  readonly announced: AnnouncedBook
  readonly refused: RefusedBook
  readonly context: AppraisalContext
}

/** What listeners are to be told after a pair was appraised. */
function announce({ pair, verdict, announced, refused, context }: Appraised): Announcement[] {
  const opportunityId = opportunityIdOf(context.deskId, pair)
  const { nowMs } = context
  if (verdict.kind === 'refused') refused.refuse({ pair, opportunityId }, verdict, nowMs)
  else refused.end(opportunityId, nowMs)
  if (verdict.kind === 'found') {
    const opportunity = announced.offer(pair, verdict.opportunity, nowMs)
    return opportunity === undefined ? [] : [{ kind: 'found', opportunity }]
  }
  const why = verdict.kind === 'refused' ? verdict.rail : verdict.why
  const told: Announcement[] = isDoubt(why) ? [{ kind: 'doubted', opportunityId, reason: why }] : []
  if (announced.withdraw(opportunityId)) told.push({ kind: 'gone', opportunityId, reason: why })
  return told
}

/** The pair as the books have it now; undefined if a quote or the match is gone. */
function presentPair(pair: Pair, live: LiveBook): Pair | undefined {
  const [priced] = quotesIn(pair, live.books.A, pair.outcomes.A)
  return priced === undefined ? undefined : pairOf(priced.quote, 'A', live)
}

function whyUnpaired(pair: Pair, { books }: LiveBook): WhyGone {
  const isListed = ACCOUNTS.every(
    (account) => quotesIn(pair, books[account], pair.outcomes[account]).length > 0,
  )
  return isListed ? 'match no longer certain' : 'withdrawn'
}
