/**
 * Owns the quotes that this worker received itself of its desk's two accounts, and what they are worth. An opportunity that
 * arrives is a claim about these.
 *
 * 1. Only the present quotes of the two browsers are kept: those of a browser that is closed or replaced are dropped.
 * 2. It follows the quotes whether or not this worker serves the desk, so that a standby knows the prices when it takes over.
 * 3. Every pair is appraised as its quotes come, because which way round two books lie shows over time.
 */
import {
  appraise,
  createContractTerms,
  createLiveBook,
  createOrientations,
  pairOf,
  sizesAt,
  type AppraisalContext,
  type LiveBook,
  type Pair,
  type PricedQuote,
  type Settings,
  type Source,
  type Verdict,
} from '@surefoot/appraisal'
import type { Account, BrowserStatus, Quote, QuotesBatch } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'

type Limits = AppraisalContext['limits']
type Sizes = ReturnType<typeof sizesAt>

/** A quote with whose it is. */
export interface ReceivedQuote extends PricedQuote {
  readonly source: Source
}

export interface ReceivedPrices {
  readonly deskId: string
  readonly onQuotes: (batch: QuotesBatch) => void
  readonly onStatus: (status: BrowserStatus) => void
  /** The latest quote of a selection; undefined: this worker has not received it. */
  readonly quoteOf: (account: Account, selectionId: string) => ReceivedQuote | undefined
  readonly matches: Pick<LiveBook['matches'], 'find'>
  /** The pair that a quote of account A takes part in. */
  readonly pairOf: (quote: Quote) => Pair | undefined
  readonly appraise: (pair: Pair, limits: Limits) => Verdict
  /** The stakes of a pair at other odds than those received: within the learnt limits, and without. */
  readonly sizesAt: (pair: Pair, odds: Readonly<Record<Account, string>>, limits: Limits) => Sizes
}

export interface ReceivedPricesOptions {
  readonly deskId: string
  readonly appraisal: Settings
  readonly ports: Pick<Ports, 'announce' | 'clock'> & {
    readonly ledger: Pick<Ports['ledger'], 'contractGet'>
  }
}

const NO_LIMITS: Limits = { find: () => undefined }

export function createReceivedPrices(options: ReceivedPricesOptions): ReceivedPrices {
  const { deskId, appraisal, ports } = options
  const now = ports.clock.monotonicMs
  const live = createLiveBook(appraisal.maxQuoteAgeMs)
  const orientations = createOrientations()
  const findTerms = createContractTerms({
    ask: ports.ledger.contractGet,
    now,
    onLearned: appraiseAll,
    onUnread: ({ providerId, version }) =>
      ports.announce.log({
        level: 'warn',
        code: 'CONTRACT_NOT_READ',
        message: `The worker did not read version ${version} of the contract of ${providerId}. It asks again, and takes nothing there until then.`,
        deskId,
      }),
  })
  const contextOf = (limits: Limits): AppraisalContext => ({
    deskId,
    books: live.books,
    findTerms,
    limits,
    orientations,
    settings: appraisal,
    nowMs: now(),
  })

  function appraiseQuotes(quotes: readonly Quote[], account: Account): void {
    const context = contextOf(NO_LIMITS)
    for (const quote of quotes) {
      const pair = pairOf(quote, account, live)
      if (pair !== undefined) appraise(pair, context)
    }
  }

  function appraiseAll(): void {
    appraiseQuotes(live.books.A.quotes(), 'A')
  }

  return {
    deskId,
    onQuotes: (batch) => {
      const { isWide } = live.apply(batch, now())
      if (isWide) appraiseAll()
      else appraiseQuotes(batch.quotes, batch.account)
    },
    onStatus: (status) => {
      if (live.hear(status, now()).isWide) appraiseAll()
    },
    quoteOf: (account, selectionId) => {
      const source = live.books[account].source()
      const priced = live.books[account].quoteOf(selectionId)
      return source === null || priced === undefined ? undefined : { ...priced, source }
    },
    matches: live.matches,
    pairOf: (quote) => pairOf(quote, 'A', live),
    appraise: (pair, limits) => appraise(pair, contextOf(limits)),
    sizesAt: (pair, odds, limits) => sizesAt(pair, odds, contextOf(limits)),
  }
}
