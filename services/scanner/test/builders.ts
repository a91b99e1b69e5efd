import { createLimitBook, type LimitBook } from '@surefoot/arbitrage'
import {
  opportunity,
  type Account,
  type BrowserStatus,
  type Quote,
  type QuotesBatch,
} from '@surefoot/shared/messages'
import type { Announcement } from '../src/desk.ts'
import { createDesk } from '../src/desk.ts'
import type { Settings } from '../src/settings.ts'
import type { FindTerms, Terms } from '../src/terms.ts'

export const startMs = Date.parse('2026-11-22T17:00:00.000Z')

const settings: Settings = {
  stakeAMinor: 2_500,
  minProfitBps: 50,
  maxProfitBps: 1_500,
  maxQuoteAgeMs: 5_000,
}

const ruling = { overtime: 'none', retirement: 'void', abandoned: 'void' } as const

export const terms: Terms = {
  limits: { stepMinor: 1, minMinor: 1, maxMinor: 1_000_000 },
  rules: { tennis: ruling, football: ruling, basketball: ruling },
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

/** A desk whose tests tell the time: `at` is milliseconds since its start. */
export function openDesk({
  findTerms = () => terms,
  limits = createLimitBook(),
}: { findTerms?: FindTerms; limits?: LimitBook } = {}) {
  const desk = createDesk({ deskId: 'main', settings, findTerms, limits })
  return {
    /** Quotes of an account arrive. */
    say: (
      account: Account,
      quotes: Quote[],
      { at = 0, ...rest }: Partial<QuotesBatch> & { at?: number } = {},
    ) => desk.onQuotes(batch(account, { quotes, receivedAt: startMs + at, ...rest }), startMs + at),
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
