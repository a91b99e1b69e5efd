import { describe, expect, it } from 'vitest'
import { market as markets } from '../../src/messages/index.ts'
import {
  describeMarket,
  describeOutcome,
  isCoherent,
  MARKETS,
  mirror,
  negateLine,
  plainLine,
  readLine,
} from '../../src/markets/index.ts'

const reds = { home: 'Reds', away: 'Blues' }

describe('a line', () => {
  it('is one however it is written', () => {
    expect(['2.50', '+2.5', '2.5'].map(plainLine)).toEqual(['2.5', '2.5', '2.5'])
    expect(['-0', '-0.00', '+0', '0.0'].map(plainLine)).toEqual(['0', '0', '0', '0'])
    expect(['-1.50', '10', '100.0'].map(plainLine)).toEqual(['-1.5', '10', '100'])
  })

  it('of the other side has the other sign, and nothing has none', () => {
    expect(['-0.5', '+0.50', '1.25', '0', '-0.0'].map(negateLine)).toEqual([
      '0.5',
      '-0.5',
      '-1.25',
      '0',
      '0',
    ])
  })

  it('of a margin may be negative, of a count it may not, and a winner has none', () => {
    expect(readLine('margin', '-1.25')).toBe(-5)
    expect(readLine('count', '-1.25')).toBeUndefined()
    expect(readLine('count', '2.75')).toBe(11)
    expect(readLine('none', null)).toBe(0)
    expect(readLine('none', '0')).toBeUndefined()
    for (const rule of ['margin', 'count'] as const) expect(readLine(rule, null)).toBeUndefined()
  })
})

describe('a selection', () => {
  it('of sides that are listed the other way round is the same when it is turned twice', () => {
    for (const market of markets.options)
      for (const outcome of MARKETS[market].outcomes) {
        const line = MARKETS[market].line === 'none' ? null : '0.75'
        const selection = { market, line, outcome }
        expect(isCoherent(mirror(selection))).toBe(true)
        expect(mirror(mirror(selection))).toEqual(selection)
      }
    const home = { market: 'handicap', line: '-0.5', outcome: 'home' } as const
    expect(mirror(home)).toEqual({ market: 'handicap', line: '0.5', outcome: 'away' })
  })

  it('pays the same when both the sides and the score are turned', () => {
    for (const market of markets.options)
      for (const outcome of MARKETS[market].outcomes)
        for (const [home, away] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [2, 1],
          [3, 3],
          [0, 4],
        ] as const) {
          const line = MARKETS[market].line === 'none' ? null : '0.75'
          const turned = mirror({ market, line, outcome })
          const [quarters = 0, turnedQuarters = 0] = [
            readLine(MARKETS[market].line, line),
            readLine(MARKETS[turned.market].line, turned.line),
          ]
          const share = MARKETS[market].shareOf(outcome, { home, away }, quarters)
          expect(
            MARKETS[turned.market].shareOf(
              turned.outcome,
              { home: away, away: home },
              turnedQuarters,
            ),
          ).toBe(share)
        }
  })

  it('with a line or an outcome of another kind is none', () => {
    expect(isCoherent({ market: 'both_score', line: null, outcome: 'yes' })).toBe(true)
    expect(isCoherent({ market: 'both_score', line: '2.5', outcome: 'yes' })).toBe(false)
    expect(isCoherent({ market: 'odd_even', line: null, outcome: 'over' })).toBe(false)
    expect(isCoherent({ market: 'handicap', line: '-1', outcome: 'draw' })).toBe(false)
    expect(isCoherent({ market: 'handicap', line: null, outcome: 'home' })).toBe(false)
    expect(isCoherent({ market: 'match_winner', line: null, outcome: 'draw' })).toBe(true)
  })
})

it('a market is named with its line, and an outcome with the line of its own side', () => {
  expect(describeMarket('match_winner', null)).toBe('Winner')
  expect(describeMarket('total', '2.5')).toBe('Total 2.5')
  expect(describeMarket('handicap', '0.50')).toBe('Handicap +0.5')
  const event = { ...reds, market: 'handicap', line: '-0.5' } as const
  expect(describeOutcome('home', event)).toBe('Reds -0.5')
  expect(describeOutcome('away', event)).toBe('Blues +0.5')
  expect(describeOutcome('away', { ...event, line: '0' })).toBe('Blues 0')
  expect(describeOutcome('under', { ...reds, market: 'total', line: '2.5' })).toBe('Under 2.5')
  expect(describeOutcome('home_draw', { ...reds, market: 'double_chance', line: null })).toBe(
    'Reds or draw',
  )
})
