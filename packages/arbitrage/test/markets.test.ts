import { market as markets, outcome } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { isFirst, oppositeOf, outcomesOf } from '../src/index.ts'

describe('a two-way market', () => {
  it('is a winner where nobody can draw', () => {
    expect(outcomesOf('match_winner', 'tennis')).toEqual(['home', 'away'])
    expect(outcomesOf('match_winner', 'basketball')).toEqual(['home', 'away'])
  })

  it('is no winner where a draw is a third outcome, or may be', () => {
    expect(outcomesOf('match_winner', 'football')).toBeUndefined()
    expect(outcomesOf('match_winner', 'a sport nobody told us of')).toBeUndefined()
  })

  it('is a total in any sport', () => {
    expect(outcomesOf('total', 'football')).toEqual(['over', 'under'])
  })

  it('has an outcome for each outcome that has an opposite', () => {
    const several = ['draw', 'home_draw', 'home_away', 'draw_away'] as const
    const twoWay = outcome.options.filter((one) => !several.some((other) => other === one))
    expect(twoWay.map((one) => oppositeOf(oppositeOf(one) ?? 'draw'))).toEqual(twoWay)
    for (const one of several) expect(oppositeOf(one)).toBeUndefined()
  })

  it('has outcomes that are each other’s opposite, the first of them first', () => {
    for (const market of markets.options)
      for (const sport of ['football', 'basketball', 'tennis']) {
        const [first, second] = outcomesOf(market, sport) ?? ['home', 'away']
        expect([oppositeOf(first), oppositeOf(second)]).toEqual([second, first])
        expect([isFirst(first), isFirst(second)]).toEqual([true, false])
      }
  })

  it('is a handicap where the score has one meaning, and none of sets or games', () => {
    expect(outcomesOf('handicap', 'football')).toEqual(['home', 'away'])
    expect(outcomesOf('handicap', 'tennis')).toBeUndefined()
    expect(outcomesOf('both_score', 'football')).toEqual(['yes', 'no'])
    expect(outcomesOf('both_score', 'basketball')).toBeUndefined()
    expect(outcomesOf('odd_even', 'basketball')).toEqual(['odd', 'even'])
  })

  it('is none of those that are read and shown only', () => {
    for (const market of ['result', 'double_chance', 'home_total', 'away_total'] as const)
      expect(outcomesOf(market, 'football')).toBeUndefined()
  })
})
