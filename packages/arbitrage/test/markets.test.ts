import { outcome } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { oppositeOf, outcomesOf } from '../src/index.ts'

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

  it('has outcomes that are each other’s opposite', () => {
    const twoWay = outcome.options.filter((one) => one !== 'draw')
    expect(twoWay.map((one) => oppositeOf(oppositeOf(one) ?? 'draw'))).toEqual(twoWay)
    expect(oppositeOf('draw')).toBeUndefined()
  })
})
