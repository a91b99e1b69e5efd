import type { FindTerms, Settings } from '@surefoot/appraisal'
import { createLimitBook, oppositeOf, type LimitBook } from '@surefoot/arbitrage'
import {
  opportunity,
  type Account,
  type BrowserStatus,
  type Quote,
  type QuotesBatch,
} from '@surefoot/shared/messages'
import type { Announcement } from '../src/desk.ts'
import { createDesk, type Desk } from '../src/desk.ts'

export const startMs = Date.parse('2026-11-22T17:00:00.000Z')

const settings: Settings = {
  stakeAMinor: 2_500,
  minProfitBps: 50,
  maxProfitBps: 1_500,
  maxQuoteAgeMs: 5_000,
}

const ruling = { overtime: 'none', retirement: 'void', abandoned: 'void' } as const

export const terms: NonNullable<ReturnType<FindTerms>> = {
  limits: { stepMinor: 1, minMinor: 1, maxMinor: 1_000_000 },
  rules: { tennis: ruling, football: ruling, basketball: ruling },
  silencesMs: [15_000],
}

const sources = {
  A: { providerId: 'north', browserId: '11111111-1111-4111-8111-111111111111' },
  B: { providerId: 'south', browserId: '22222222-2222-4222-8222-222222222222' },
} as const

const names = {
  A: { eventId: 'n1', home: 'Novak Djokovic', away: 'Carlos Alcaraz' },
  B: { eventId: 's1', home: 'Djokovic N.', away: 'Alcaraz C.' },
} as const

/** A price of Djokovic against Alcaraz as the account's provider shows it. */
export function quote(account: Account, changes: Partial<Quote> = {}): Quote {
  const { eventId, ...sides } = names[account]
  const outcome = changes.outcome ?? 'home'
  return {
    providerId: sources[account].providerId,
    eventId,
    ...sides,
    start: '2026-11-22T18:00:00.000Z',
    sport: 'tennis',
    competition: null,
    market: 'match_winner',
    line: null,
    selectionId: `${changes.eventId ?? eventId}-${changes.line ?? ''}${outcome}`,
    outcome,
    odds: '1.9',
    maxStake: '250.00',
    suspended: false,
    ...changes,
  }
}

/** Both prices of a market: the one that is given, and the other so that the book has a margin of 5 %. */
export function market(account: Account, changes: Partial<Quote> = {}): [Quote, Quote] {
  const given = quote(account, changes)
  const outcome = oppositeOf(given.outcome) ?? given.outcome
  const odds = (1 / Math.max(0.01, 1.05 - 1 / Number(given.odds))).toFixed(3)
  const { selectionId: _, suspended: __, ...same } = changes
  return [given, quote(account, { ...same, outcome, odds })]
}

/** Prices of both accounts that agree on who is likely to win, so that it is known which way round they lie. */
const AGREED = { home: '1.5', away: '2.5' } as const

export function batch(account: Account, changes: Partial<QuotesBatch> = {}): QuotesBatch {
  return {
    deskId: 'main',
    account,
    ...sources[account],
    contractVersion: 1,
    currency: 'EUR',
    receivedAt: startMs,
    reset: false,
    quotes: [],
    deleted: [],
    ...changes,
  }
}

function status(account: Account, changes: Partial<BrowserStatus> = {}): BrowserStatus {
  return {
    deskId: 'main',
    account,
    executorId: 'e1',
    epoch: 1,
    browserId: sources[account].browserId,
    isUp: true,
    reason: null,
    pageOrigin: null,
    isLoggedIn: true,
    balance: null,
    watching: { providerId: sources[account].providerId, contractVersion: 1 },
    firstPacketAt: startMs,
    lastPacketAt: startMs,
    quotesMapped: 1,
    markTokenHash: 'a'.repeat(64),
    at: startMs,
    ...changes,
  }
}

/** Both accounts show a market at prices that agree and withdraw it: it is known which way round their prices lie. */
export function showAgreed(desk: Desk): void {
  for (const account of ['A', 'B'] as const) {
    const quotes = [
      quote(account, { odds: AGREED.home }),
      quote(account, { outcome: 'away', odds: AGREED.away }),
    ]
    desk.onQuotes(batch(account, { quotes, receivedAt: startMs, ...WARMING[account] }), startMs)
  }
  for (const account of ['A', 'B'] as const)
    desk.onStatus(status(account, { ...WARMING[account], isUp: false }), startMs)
}

/** The browsers that showed the prices that agree; they are closed. */
const WARMING = {
  A: { browserId: '44444444-4444-4444-8444-444444444444' },
  B: { browserId: '55555555-5555-4555-8555-555555555555' },
} as const

/** A desk whose tests tell the time: `at` is milliseconds since its start. */
export function openDesk({
  findTerms = () => terms,
  limits = createLimitBook(),
  isAgreed = true,
}: { findTerms?: FindTerms; limits?: LimitBook; isAgreed?: boolean } = {}) {
  const desk = createDesk({ deskId: 'main', settings, findTerms, limits })
  if (isAgreed) showAgreed(desk)
  return {
    /** Quotes of an account arrive. */
    say: (
      account: Account,
      quotes: Quote[],
      { at = 0, ...rest }: Partial<QuotesBatch> & { at?: number } = {},
    ) => desk.onQuotes(batch(account, { quotes, receivedAt: startMs + at, ...rest }), startMs + at),
    refused: (at: number) => desk.refusedRows(startMs + at),
    report: (account: Account, changes: Partial<BrowserStatus>, at = 0) =>
      desk.onStatus(status(account, { at: startMs + at, ...changes }), startMs + at),
    tick: (at: number) => desk.onTick(startMs + at),
    rescan: (at: number) => desk.rescan(startMs + at),
    prices: (account: Account, selectionId: string, at: number) =>
      desk.prices([{ account, selectionId }], startMs + at),
  }
}

/** A: Djokovic at 2.2; B: Alcaraz at 2. */
export function openDeskWithOpportunity() {
  const desk = openDesk()
  desk.say('A', [quote('A', { odds: '2.2' }), quote('A', { outcome: 'away', odds: '1.7' })])
  const told = desk.say('B', [
    quote('B', { odds: '1.8' }),
    quote('B', { outcome: 'away', odds: '2' }),
  ])
  return { desk, told }
}

export type TestDesk = ReturnType<typeof openDesk>

/** What no reader would take is a failure wherever it is found. */
export function foundIn(all: readonly Announcement[]) {
  return all.flatMap((one) => (one.kind === 'found' ? [opportunity.parse(one.opportunity)] : []))
}

export function goneIn(all: readonly Announcement[]) {
  return all.flatMap((one) => (one.kind === 'gone' ? [one.reason] : []))
}

export function doubtedIn(all: readonly Announcement[]) {
  return all.flatMap((one) => (one.kind === 'doubted' ? [one.reason] : []))
}
