/** Opportunities that are not true of what the worker received: each is a real one with one lie, and by which code it is refused. */
import type { Account, Opportunity, OpportunityLeg, RefusalCode } from '@surefoot/shared/messages'
import { foundOpportunity, selectionOf, START } from '../prices.ts'

export type Forgery = readonly [title: string, code: RefusalCode, forge: () => Opportunity]

type Leg = Partial<OpportunityLeg>

/** A real opportunity with changed legs. */
function forgeLegs(A: Leg, B: Leg, rest: Partial<Opportunity> = {}): Opportunity {
  const { legs, ...real } = foundOpportunity()
  return { ...real, legs: { A: { ...legs.A, ...A }, B: { ...legs.B, ...B } }, ...rest }
}

const other = foundOpportunity({}, 2).legs
const selection = (
  account: Account,
  ...place: Parameters<typeof selectionOf> extends [Account, ...infer Rest] ? Rest : never
) => ({ selectionId: selectionOf(account, ...place) })
const total = (line: string) => ({ match: 1, market: 'total', line }) as const
const swapped = (): Opportunity => {
  const { legs, ...real } = foundOpportunity()
  return { ...real, legs: { A: legs.B, B: legs.A } }
}

const TWO_MATCHES: readonly Forgery[] = [
  ['two matches, each leg true of its own', 'OTHER_MATCH', () => forgeLegs({}, other.B)],
  ['two matches the other way round', 'OTHER_MATCH', () => forgeLegs(other.A, {})],
  [
    'a selection of another match under the event of this one',
    'OTHER_MATCH',
    () => forgeLegs({}, { selectionId: other.B.selectionId }),
  ],
  ["an event that is not the selection's", 'OTHER_MATCH', () => forgeLegs({ eventId: 'n9' }, {})],
  [
    'an event of the other account',
    'OTHER_MATCH',
    () => forgeLegs({ eventId: 's1' }, { eventId: 'n1' }),
  ],
  [
    'a match that only A lists',
    'OTHER_MATCH',
    () => forgeLegs({ eventId: 'n3', ...selection('A', { match: 3 }, 'home') }, {}),
  ],
  [
    'the bets of one match under the names of another',
    'OTHER_MATCH',
    () => foundOpportunity({ home: 'Novak Djokovic', away: 'Alexander Zverev' }),
  ],
  [
    'sides that have changed places',
    'OTHER_MATCH',
    () => foundOpportunity({ home: 'Jannik Sinner', away: 'Carlos Alcaraz' }),
  ],
  ['another sport', 'OTHER_MATCH', () => foundOpportunity({ sport: 'basketball' })],
  [
    'another start',
    'OTHER_MATCH',
    () => foundOpportunity({ start: new Date(Date.parse(START) + 86_400_000).toISOString() }),
  ],
]

const MARKETS: readonly Forgery[] = [
  [
    'two markets',
    'OTHER_MARKET',
    () => forgeLegs({}, { ...selection('B', total('22.5'), 'under'), outcome: 'under' }),
  ],
  [
    'two lines',
    'OTHER_MARKET',
    () =>
      forgeLegs(
        { ...selection('A', total('22.5'), 'over'), outcome: 'over' },
        { ...selection('B', total('23.5'), 'under'), outcome: 'under' },
        { market: 'total', line: '22.5' },
      ),
  ],
  [
    'the bets of a winner as a total',
    'OTHER_MARKET',
    () => foundOpportunity({ market: 'total', line: '22.5' }),
  ],
  ['the bets of a winner with a line', 'OTHER_MARKET', () => foundOpportunity({ line: '1.5' })],
  [
    'a total under another line',
    'OTHER_MARKET',
    () =>
      forgeLegs(
        { ...selection('A', total('22.5'), 'over'), outcome: 'over' },
        { ...selection('B', total('22.5'), 'under'), outcome: 'under' },
        { market: 'total', line: '23.5' },
      ),
  ],
  [
    'a hedge that would back another market',
    'OTHER_MARKET',
    () =>
      forgeLegs(
        { opposite: { ...selection('A', total('22.5'), 'under'), outcome: 'away', odds: '1.8' } },
        {},
      ),
  ],
  [
    'a hedge that would back the same outcome',
    'OTHER_MARKET',
    () =>
      forgeLegs(
        { opposite: { ...selection('A', { match: 1 }, 'home'), outcome: 'home', odds: '2.1' } },
        {},
      ),
  ],
  ['a hedge at another match', 'OTHER_MARKET', () => forgeLegs({}, { opposite: other.B.opposite })],
]

const OUTCOMES: readonly Forgery[] = [
  [
    'the same outcome twice',
    'NOT_OPPOSITE',
    () => forgeLegs({}, { ...selection('B', { match: 1 }, 'home'), outcome: 'home', odds: '1.84' }),
  ],
  [
    'the same outcome twice, named as opposites',
    'NOT_OPPOSITE',
    () => forgeLegs({}, { ...selection('B', { match: 1 }, 'home'), odds: '1.84' }),
  ],
  [
    'outcomes that have changed names',
    'NOT_OPPOSITE',
    () => forgeLegs({ outcome: 'away' }, { outcome: 'home' }),
  ],
  [
    'an outcome of another market',
    'NOT_OPPOSITE',
    () => forgeLegs({ outcome: 'over' }, { outcome: 'under' }),
  ],
  ['a draw', 'NOT_OPPOSITE', () => forgeLegs({ outcome: 'draw' }, {})],
  [
    'the same outcome of a total twice',
    'NOT_OPPOSITE',
    () =>
      forgeLegs(
        { ...selection('A', total('22.5'), 'over'), outcome: 'over' },
        { ...selection('B', total('22.5'), 'over'), outcome: 'over' },
        { market: 'total', line: '22.5' },
      ),
  ],
]

const SOURCES: readonly Forgery[] = [
  [
    'a selection that nobody published',
    'PRICE_UNKNOWN',
    () => forgeLegs({ selectionId: 'n1/match_winner/-/none' }, {}),
  ],
  [
    'a selection at B that nobody published',
    'PRICE_UNKNOWN',
    () => forgeLegs({}, { selectionId: 'x' }),
  ],
  ['the selections of the accounts swapped', 'PRICE_UNKNOWN', swapped],
  [
    'a selection of the other account',
    'PRICE_UNKNOWN',
    () => forgeLegs({ selectionId: foundOpportunity().legs.B.selectionId }, {}),
  ],
  ['another provider', 'WRONG_PROVIDER', () => forgeLegs({ providerId: 'west' }, {})],
  [
    'the providers swapped',
    'WRONG_PROVIDER',
    () => forgeLegs({ providerId: 'south' }, { providerId: 'north' }),
  ],
  [
    'another version of the contract',
    'WRONG_PROVIDER',
    () => forgeLegs({}, { contractVersion: 2 }),
  ],
  ['another currency', 'WRONG_PROVIDER', () => forgeLegs({ currency: 'JPY' }, { currency: 'JPY' })],
  ['another desk', 'UNKNOWN_DESK', () => foundOpportunity({ deskId: 'other' })],
]

const AMOUNTS: readonly Forgery[] = [
  ['odds at A above those received', 'ODDS_ABOVE_RECEIVED', () => forgeLegs({ odds: '2.11' }, {})],
  [
    'odds at B above those received, by the last decimal',
    'ODDS_ABOVE_RECEIVED',
    () => forgeLegs({}, { odds: '2.050001' }),
  ],
  [
    'odds of thousands',
    'ODDS_ABOVE_RECEIVED',
    () => forgeLegs({ odds: '99999' }, {}, { profit: '2499949.00', profitBps: 99_999 }),
  ],
  ['odds that win nothing', 'NO_PROFIT', () => forgeLegs({ odds: '1.5' }, {})],
  ['eight times the stake at A', 'STAKE_NOT_OURS', () => forgeLegs({ stake: '200.00' }, {})],
  [
    'eight times both stakes',
    'STAKE_NOT_OURS',
    () => forgeLegs({ stake: '200.00' }, { stake: '204.88' }, { profit: '15.12' }),
  ],
  [
    'the largest stake that the wire has',
    'STAKE_NOT_OURS',
    () => forgeLegs({ stake: '999999999.99' }, { stake: '999999999.99' }),
  ],
  ['no stake', 'STAKE_NOT_OURS', () => forgeLegs({ stake: '0.00' }, {})],
  ['a naked leg', 'STAKE_NOT_OURS', () => forgeLegs({}, { stake: '0.01' })],
  ['a cent more at B', 'STAKE_NOT_OURS', () => forgeLegs({}, { stake: '25.62' })],
  ['a cent less at A', 'STAKE_NOT_OURS', () => forgeLegs({ stake: '24.99' }, {})],
  ['a profit of 999 %', 'PROFIT_OVERSTATED', () => foundOpportunity({ profitBps: 99_999 })],
  ['a cent more profit', 'PROFIT_OVERSTATED', () => foundOpportunity({ profit: '1.90' })],
  [
    'a hundredth of a percent more profit',
    'PROFIT_OVERSTATED',
    () => foundOpportunity({ profitBps: 374 }),
  ],
  ['a price of an hour ago', 'QUOTE_STALE', () => forgeLegs({ ageMs: 3_600_000 }, {})],
  [
    'a price without its age',
    'QUOTE_STALE',
    () => {
      const { ageMs: _, ...A } = foundOpportunity().legs.A
      return foundOpportunity({ legs: { A, B: foundOpportunity().legs.B } })
    },
  ],
]

export const FORGERIES: readonly Forgery[] = [
  ...TWO_MATCHES,
  ...MARKETS,
  ...OUTCOMES,
  ...SOURCES,
  ...AMOUNTS,
]
