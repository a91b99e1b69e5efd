/** Thirty-one opportunities that are real: every one must be offered to auto. */
import { beside, both, followed, type Case, type Prices } from './case.ts'

const total = (line: string, sport = 'football') => ({ market: 'total', line, sport }) as const

/** Prices at A and B of which home at A and away at B win for sure. */
const WINNERS: readonly (readonly [Prices, Prices])[] = [
  [
    ['3.2', '1.38'],
    ['2.9', '1.49'],
  ],
  [
    ['1.55', '2.6'],
    ['1.44', '3'],
  ],
  [
    ['1.3', '3.6'],
    ['1.24', '4.6'],
  ],
  [
    ['4.6', '1.22'],
    ['4.2', '1.3'],
  ],
  [
    ['1.75', '2.15'],
    ['1.6', '2.45'],
  ],
  [
    ['2.5', '1.55'],
    ['2.2', '1.72'],
  ],
  [
    ['6.5', '1.13'],
    ['5.5', '1.2'],
  ],
  [
    ['1.15', '6'],
    ['1.1', '8'],
  ],
  [
    ['1.9', '1.95'],
    ['1.72', '2.2'],
  ],
]

/** Near even the prices were seen to agree before one of them moved. */
const MOVED: readonly (readonly [Prices, Prices, Prices])[] = [
  [
    ['1.7', '2.2'],
    ['1.7', '2.2'],
    ['1.98', '1.86'],
  ],
  [
    ['2.2', '1.7'],
    ['2.16', '1.72'],
    ['1.83', '1.98'],
  ],
  [
    ['1.78', '2.1'],
    ['1.77', '2.08'],
    ['2', '1.86'],
  ],
]

const twice = (title: string, changes: Parameters<typeof both>[3] = {}): Case[] =>
  WINNERS.map(([A, B], index) => both(`${title} ${index + 1}`, A, B, changes))

export const REAL: readonly Case[] = [
  ...twice('tennis'),
  ...twice('a total of 2.5', total('2.5')).slice(0, 5),
  ...twice('a total of points', total('221.5', 'basketball')).slice(0, 4),
  ...twice('basketball', { sport: 'basketball' }).slice(0, 4),
  both('a quarter line above', ['3.2', '1.38'], ['2.9', '1.49'], total('2.25')),
  both('a quarter line below', ['3.2', '1.38'], ['2.9', '1.49'], total('2.75')),
  ...MOVED.map(([A, B, movedA], index) =>
    followed(
      both(`a move near even ${index + 1}`, A, B),
      index === 1
        ? { account: 'B', at: 500, prices: movedA }
        : { account: 'A', at: 500, prices: movedA },
    ),
  ),
  followed(
    both('a price of a minute ago, of a stream that is received', ['2.7', '1.5'], ['2.9', '1.49']),
    { account: 'B', at: 60_000, quotes: [] },
    { account: 'A', at: 60_000, prices: ['3.2', '1.38'] },
  ),
  both('that starts in a minute', ['3.2', '1.38'], ['2.9', '1.49'], {
    start: '2026-11-22T17:01:00.000Z',
  }),
  beside(
    both(
      'totals near even of contracts that name over and under alike',
      ['2.04', '1.82'],
      ['1.81', '2.06'],
      total('2.5'),
    ),
    ['0.5', '1.5', '3.5'],
  ),
  both('a line written with a sign', ['3.2', '1.38'], ['2.9', '1.49'], total('+2.5')),
]
