/** The quotes of a desk's two accounts as its worker receives them, and opportunities that they make. */
import {
  ACCOUNTS,
  type Account,
  type ContractRow,
  type Market,
  type Opportunity,
  type Outcome,
  type Quote,
  type QuotesBatch,
} from '@surefoot/shared/messages'
import { readFileSync } from 'node:fs'
import type { Desk } from '../src/desk/desk.ts'
import { BROWSER, buildOpportunity, NOW, PROVIDER } from './build.ts'
import { settled } from './run-desk.ts'
import type { SimulatedPorts } from './simulated-ports.ts'

export interface Place {
  /** 1 or 2: of each there is an opportunity. 3 has no second half at B. */
  readonly match: 1 | 2 | 3
  readonly market?: Market
  readonly line?: string | null
}

const NAMES = {
  1: ['Carlos Alcaraz', 'Jannik Sinner'],
  2: ['Novak Djokovic', 'Alexander Zverev'],
  3: ['Daniil Medvedev', 'Taylor Fritz'],
} as const

export const START = new Date(NOW + 3_600_000).toISOString()

const eventOf = (account: Account, match: Place['match']) =>
  `${account === 'A' ? 'n' : 's'}${match}`

export function selectionOf(account: Account, place: Place, outcome: Outcome): string {
  const { match, market = 'match_winner', line = null } = place
  return [eventOf(account, match), market, line ?? '-', outcome].join('/')
}

/** Both quotes of a market at an account, the first outcome first. */
export function marketOf(account: Account, place: Place, odds: readonly [string, string]): Quote[] {
  const { match, market = 'match_winner', line = null } = place
  const [home, away] = NAMES[match]
  const outcomes = market === 'total' ? (['over', 'under'] as const) : (['home', 'away'] as const)
  return outcomes.map((outcome, index) => ({
    providerId: PROVIDER[account],
    eventId: eventOf(account, match),
    home,
    away,
    start: START,
    sport: 'tennis',
    competition: null,
    market,
    line,
    selectionId: selectionOf(account, place, outcome),
    outcome,
    odds: odds[index] ?? '',
    maxStake: '250.00',
    suspended: false,
  }))
}

const TOTAL = { match: 1, market: 'total' } as const
const FAIR: readonly [string, string] = ['1.5', '2.5']

/** Prices that agree, of which it is seen which way round both accounts list the sides. */
export const AGREED: Readonly<Record<Account, readonly Quote[]>> = {
  A: [...marketOf('A', { match: 1 }, FAIR), ...marketOf('A', { match: 2 }, FAIR)],
  B: [...marketOf('B', { match: 1 }, FAIR), ...marketOf('B', { match: 2 }, FAIR)],
}

/** Prices of two matches that win for sure, beside others that win nothing. */
export const PRESENT: Readonly<Record<Account, readonly Quote[]>> = {
  A: [
    ...marketOf('A', { match: 1 }, ['2.1', '1.8']),
    ...marketOf('A', { match: 2 }, ['2.1', '1.8']),
    ...marketOf('A', { match: 3 }, ['2.1', '1.8']),
    ...marketOf('A', { ...TOTAL, line: '22.5' }, ['1.6', '2.3']),
    ...marketOf('A', { ...TOTAL, line: '23.5' }, ['1.8', '2.0']),
  ],
  B: [
    ...marketOf('B', { match: 1 }, ['1.84', '2.05']),
    ...marketOf('B', { match: 2 }, ['1.84', '2.05']),
    ...marketOf('B', { ...TOTAL, line: '22.5' }, ['1.6', '2.3']),
    ...marketOf('B', { ...TOTAL, line: '23.5' }, ['1.8', '2.0']),
  ],
}

export function batchOf(account: Account, change: Partial<QuotesBatch> = {}): QuotesBatch {
  return {
    deskId: 'main',
    account,
    providerId: PROVIDER[account],
    contractVersion: 1,
    currency: 'EUR',
    browserId: BROWSER[account],
    receivedAt: NOW,
    reset: false,
    quotes: [],
    deleted: [],
    ...change,
  }
}

export function contractOf(account: Account, step = '0.01'): ContractRow {
  const path = new URL(`../../../apps/sandbox/contracts/${PROVIDER[account]}.json`, import.meta.url)
  const document = JSON.parse(readFileSync(path, 'utf8'))
  const of = { providerId: PROVIDER[account], version: 1, name: PROVIDER[account], origins: [] }
  const stake = { step, min: '1.00', max: '500.00' }
  const importedAt = new Date(NOW).toISOString()
  return { ...of, document: { ...document, stake }, importedAt, importedBy: 'operator' }
}

/** The desk's worker receives prices, and has read the contracts that it needs for them. */
export async function showPrices(
  desk: Desk,
  world: SimulatedPorts,
  present: Readonly<Record<Account, readonly Quote[]>> = PRESENT,
): Promise<void> {
  for (const quotes of [AGREED, present]) {
    for (const account of ACCOUNTS)
      desk.prices.onQuotes(
        batchOf(account, { receivedAt: world.nowMs, quotes: [...quotes[account]] }),
      )
    await settled()
  }
}

const named = (account: Account, match: Place['match'], outcome: Outcome, odds: string) => ({
  selectionId: selectionOf(account, { match }, outcome),
  outcome,
  odds,
})

/** What a scanner publishes of `PRESENT`: the home side at A, the away side at B. */
export function foundOpportunity(change: Partial<Opportunity> = {}, match: 1 | 2 = 1): Opportunity {
  const { legs, ...rest } = buildOpportunity()
  const [home, away] = NAMES[match]
  return {
    ...rest,
    opportunityId: `opportunity-${match}`,
    matchId: `match-${match}`,
    home,
    away,
    start: START,
    legs: {
      A: {
        ...legs.A,
        eventId: eventOf('A', match),
        ...named('A', match, 'home', '2.1'),
        stake: '25.00',
        opposite: named('A', match, 'away', '1.8'),
      },
      B: {
        ...legs.B,
        eventId: eventOf('B', match),
        ...named('B', match, 'away', '2.05'),
        stake: '25.61',
        opposite: named('B', match, 'home', '1.84'),
      },
    },
    profit: '1.89',
    profitBps: 373,
    ...change,
  }
}
