/** Prices that promise a profit and are none, by the rail that must refuse them. */
import { batch, quote } from '../builders.ts'
import { beside, both, followed, type Case, type Prices } from './case.ts'

/** A real arbitrage: account A is long on home, B as everybody. */
const LONG: Prices = ['3.2', '1.4']
const USUAL: Prices = ['2.7', '1.5']
const MINUTE = 60_000
const OTHER_BROWSER = '66666666-6666-4666-8666-666666666666'

const total = (line: string, sport = 'football') => ({ market: 'total', line, sport }) as const
const GOALS = total('2.5')
const CLEAR = ['0.5', '1.5', '4.5'] as const
const MIRRORED = [['2.04', '1.82'], ['1.81', '2.06'], GOALS] as const
const fresh = (account: 'A' | 'B', at: number) => ({ account, at, quotes: [] })

export const PHANTOMS: Readonly<Record<string, readonly Case[]>> = {
  'two selections in one place': [
    ...(['A', 'B'] as const).flatMap((account) =>
      (['home', 'away'] as const).map((outcome) =>
        followed(both(`${outcome} twice at ${account}`, LONG, USUAL), {
          account,
          quotes: [quote(account, { outcome, selectionId: 'first-set', odds: '2.9' })],
        }),
      ),
    ),
    followed(both('a line that is written in two ways', LONG, USUAL, total('2.5')), {
      account: 'A',
      quotes: [
        quote('A', {
          ...total('2.50'),
          home: 'Everton',
          away: 'Liverpool',
          outcome: 'over',
          selectionId: 'corners',
          odds: '3.3',
        }),
      ],
    }),
    followed(both('the second one suspended', LONG, USUAL), {
      account: 'A',
      quotes: [quote('A', { selectionId: 'first-set', odds: '1.2', suspended: true })],
    }),
  ],
  'market frozen': [
    ...([3, 5, 10, 20] as const).map((minutes) =>
      followed(
        both(`B frozen for ${minutes} minutes, though its stream sends other things`, USUAL, USUAL),
        fresh('B', minutes * MINUTE),
        { account: 'A', at: minutes * MINUTE, prices: LONG },
      ),
    ),
    followed(
      both('A frozen while B moves', USUAL, USUAL),
      { account: 'B', at: 10 * MINUTE, prices: ['2.2', '1.75'] },
      { account: 'A', at: 10 * MINUTE, quotes: [quote('A', { eventId: 'n9', home: 'Ruud C.' })] },
    ),
  ],
  stale: [
    ...([6, 30, 600] as const).map((seconds) =>
      followed(both(`B silent for ${seconds} s`, USUAL, USUAL), {
        account: 'A',
        at: seconds * 1000,
        prices: LONG,
      }),
    ),
    ...([6, 60] as const).map((seconds) =>
      followed(
        {
          title: `the odds source of B silent for ${seconds} s, though another source sends`,
          batches: [
            { account: 'A', prices: USUAL },
            { account: 'B', prices: USUAL, source: 0 },
            { account: 'B', quotes: [quote('B', { eventId: 's9' })].slice(1), source: 1 },
          ],
        },
        { ...fresh('B', seconds * 1000), source: 1 },
        { account: 'A', at: seconds * 1000, prices: LONG },
      ),
    ),
  ],
  'prices flipped': [
    both('mirrored by 2.05 and 1.80', ['2.05', '1.8'], ['1.8', '2.05']),
    both('mirrored, a little apart', ['2.1', '1.78'], ['1.76', '2.12']),
    both('mirrored totals', ['2.04', '1.82'], ['1.81', '2.06'], total('2.5')),
    both('near even', ['2.02', '1.84'], ['1.86', '2.03']),
    beside(both('mirrored totals beside two clear lines', ...MIRRORED), ['0.5', '1.5']),
    beside(both('mirrored totals beside lines of both kinds', ...MIRRORED), CLEAR, ['3.5']),
    followed(
      beside(both('mirrored totals beside a line that is far swapped', ...MIRRORED), CLEAR),
      { account: 'A', prices: ['1.3', '3.4'], changes: total('5.5') },
      { account: 'B', prices: ['3.3', '1.32'], changes: total('5.5') },
      { account: 'A', at: 1, prices: ['2.04', '1.82'], changes: GOALS },
    ),
    beside(both('mirrored names beside clear totals', ['2.05', '1.8'], ['1.8', '2.05']), CLEAR),
    followed(
      beside(
        both('over and under that change places', ['1.7', '2.2'], ['1.7', '2.2'], GOALS),
        CLEAR,
      ),
      { account: 'B', at: 500, prices: ['2.22', '1.69'], changes: GOALS },
    ),
    beside(
      both(
        'totals of another sport',
        ['2.04', '1.82'],
        ['1.81', '2.06'],
        total('221.5', 'basketball'),
      ),
      CLEAR,
    ),
    followed(
      both('names that change places', ['2.12', '1.74'], ['2.12', '1.74']),
      { account: 'B', at: 500, prices: ['1.74', '2.12'] },
      fresh('A', 600),
    ),
    followed(
      both('seen to agree only when swapped', ['1.9', '1.94'], ['1.94', '1.9']),
      { account: 'A', at: 100, prices: ['1.8', '2.02'] },
      { account: 'B', at: 200, prices: ['2.02', '1.8'] },
    ),
    followed(
      both('drifting apart by small steps', ['2.63', '1.51'], ['2.63', '1.51']),
      { account: 'A', at: 2_000, prices: ['2.58', '1.53'] },
      { account: 'B', at: 3_000, prices: ['2.69', '1.5'] },
      { account: 'A', at: 4_000, prices: ['2.53', '1.55'] },
      { account: 'B', at: 5_000, prices: ['2.77', '1.47'] },
      { account: 'A', at: 6_000, prices: ['2.44', '1.58'] },
      { account: 'B', at: 7_000, prices: ['2.85', '1.45'] },
    ),
    followed(
      both('moving against each other', ['2.6', '1.5'], ['2.6', '1.5']),
      { account: 'A', at: 100, prices: ['2.5', '1.53'] },
      {
        account: 'B',
        at: 200,
        prices: ['2.9', '1.42'],
      },
      { account: 'A', at: 300, prices: ['2.3', '1.62'] },
      { account: 'B', at: 400, prices: ['3.1', '1.38'] },
      { account: 'A', at: 500, prices: ['2.05', '1.8'] },
      { account: 'B', at: 500, prices: ['3.4', '1.34'] },
    ),
  ],
  'price in doubt': [
    both('a placeholder of 1.01', ['1.01', '1.01'], ['500', '1.02']),
    both('a placeholder of 2.00', ['2', '2'], ['1.85', '2.06']),
    both('a book below 100 %', ['2.2', '1.9'], ['1.9', '1.9']),
    both('a book of 125 %', ['3.2', '1.07'], USUAL),
    both('a book of 116 %', ['3.2', '1.18'], USUAL),
    both('1.01 against a long price', ['34', '1.01'], ['21', '1.04']),
    ...['1.95', '1.9'].map((odds) =>
      followed(both(`${odds} on all markets of A`, [odds, odds], ['1.72', '2.2']), {
        account: 'A',
        quotes: ['20.5', '21.5', '22.5'].flatMap((line) =>
          (['over', 'under'] as const).map((outcome) =>
            quote('A', { market: 'total', line, outcome, odds }),
          ),
        ),
      }),
    ),
    followed(both('a market with a draw', LONG, USUAL), {
      account: 'A',
      quotes: [quote('A', { outcome: 'draw', odds: '15' })],
    }),
  ],
  'other side not open': [
    {
      title: 'suspended at A',
      batches: [
        { account: 'A', prices: LONG, second: { suspended: true } },
        { account: 'B', prices: USUAL },
      ],
    },
    {
      title: 'suspended at B',
      batches: [
        { account: 'A', prices: LONG },
        { account: 'B', prices: USUAL, first: { suspended: true } },
      ],
    },
    ...['2.5', '3.5', '4.5'].map((line): Case => ({
      title: `over ${line} alone`,
      batches: [
        { account: 'A', prices: LONG, changes: total(line), second: null },
        { account: 'B', prices: USUAL, changes: total(line) },
      ],
    })),
  ],
  'match has started': [0, 1, 30, 120, 3000].map((minutes) =>
    both(`${minutes} minutes ago`, LONG, USUAL, {
      start: new Date(Date.parse('2026-11-22T17:00:00.000Z') - minutes * MINUTE).toISOString(),
    }),
  ),
  'a tie wins nothing': ['2', '3', '3.0', '2.00', '+4'].map((line) =>
    both(`a total of ${line}`, LONG, USUAL, total(line)),
  ),
  'line not known': ['2.3', '2.125', 'two', '', '-1.5'].map((line) =>
    both(`a total of "${line}"`, LONG, USUAL, total(line)),
  ),
  'too good to be true': [
    both('an edge of 16 %', ['4', '1.3'], ['2.5', '1.65']),
    both('an edge of 19 %', ['3.9', '1.3'], ['2.3', '1.72']),
    both('a long price', ['9', '1.08'], ['3.5', '1.38']),
    both('a scale slip of 32.0', ['32', '1.03'], ['2.7', '1.5']),
    both('a scale slip of 19.5', ['19.5', '1.04'], ['2.7', '1.5']),
  ],
  'profit too small': ['2.999', '3.0', '3.005', '3.01', '3.015'].map((odds) =>
    both(`home at ${odds}`, [odds, '1.4'], ['2.7', '1.5045']),
  ),
}

/** A late or replaced message must change nothing: what is offered is what was offered before it. */
export const OVERTAKEN: readonly Case[] = [
  ...([1, 10, 500, 4000] as const).map((ms) =>
    followed(both(`a price that is late by ${ms} ms`, USUAL, USUAL, { at: 5000 }), {
      account: 'A',
      at: 5010,
      receivedAt: 5000 - ms,
      prices: LONG,
    }),
  ),
  followed(
    both('a price of a browser that was replaced', USUAL, USUAL),
    { account: 'A', at: 100, browserId: OTHER_BROWSER, prices: USUAL },
    { account: 'A', at: 200, browserId: batch('A').browserId, prices: LONG },
  ),
]

/** More than is usual, and possible: an operator decides. */
export const REVIEWS: readonly Case[] = [
  both('tennis at 6 %', ['3.2', '1.4'], ['2.5', '1.59']),
  both('tennis at 10 %', ['3.5', '1.35'], ['2.5', '1.61']),
  both('a total at 6 %', ['3.2', '1.4'], ['2.5', '1.59'], total('2.5')),
  both('basketball at 6 %', ['3.2', '1.4'], ['2.5', '1.59'], { sport: 'basketball' }),
  both('basketball at 8 %', ['3.3', '1.38'], ['2.5', '1.61'], { sport: 'basketball' }),
]
