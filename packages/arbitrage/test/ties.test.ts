import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromMinor, leastProfitOf, tiesOf } from '../src/index.ts'
import { odds, stakeMinor } from './arbitraries.ts'

const legs = {
  A: { outcome: 'over', stake: '25.00', odds: '2.2' },
  B: { outcome: 'under', stake: '27.50', odds: '2' },
} as const

it('a total that equals a whole line gives both stakes back: nothing is sure, however good the prices', () => {
  for (const line of ['2', '3.0', '3.00', '+4', '221'])
    expect(leastProfitOf({ market: 'total', line }, legs)).toBe(0)
})

it('a half line has no tie, and a quarter line wins half of one bet and loses half of the other', () => {
  expect(leastProfitOf({ market: 'total', line: '2.50' }, legs)).toBe(250)
  expect(leastProfitOf({ market: 'total', line: '2.25' }, legs)).toBe(125)
  expect(leastProfitOf({ market: 'total', line: '2.75' }, legs)).toBe(125)
})

it('a line whose payoff is not known is not guessed', () => {
  for (const line of ['2.3', '2.125', '-1.5', '', 'two', '2,5', '1e1', null])
    expect(tiesOf({ market: 'total', line })).toBeUndefined()
})

it('a winner market that a draw voids gives both stakes back', () => {
  const winner = { market: 'match_winner', line: null } as const
  const sides = { A: { ...legs.A, outcome: 'home' }, B: { ...legs.B, outcome: 'away' } } as const
  expect(leastProfitOf(winner, sides)).toBe(250)
  expect(leastProfitOf({ ...winner, mayDraw: true }, sides)).toBe(0)
})

interface Total {
  readonly side: 'over' | 'under'
  readonly stake: number
  readonly price: string
  readonly line: number
}

/** What a bet on a total wins or loses at a final score, by the rules of its line, in minor units. */
function gainAt({ side, stake, price, line }: Total, goals: number): number {
  const halves = line % 0.5 === 0 ? [line, line] : [line - 0.25, line + 0.25]
  const shares = halves.map((half) => {
    if (goals === half) return 1
    return goals > half === (side === 'over') ? Number(price) : 0
  })
  return (stake * shares.reduce((sum, share) => sum + share, 0)) / 2 - stake
}

const bet = fc.record({ stake: stakeMinor, price: odds })

it('the profit of a total is the least over all scores, to the cents that payouts are cut by', () => {
  fc.assert(
    fc.property(bet, bet, fc.integer({ min: 2, max: 20 }), (A, B, quarters) => {
      const line = quarters / 4
      const least = leastProfitOf(
        { market: 'total', line: String(line) },
        {
          A: { outcome: 'over', stake: fromMinor(A.stake), odds: A.price },
          B: { outcome: 'under', stake: fromMinor(B.stake), odds: B.price },
        },
      )
      const byScore = Array.from(
        { length: 12 },
        (_, goals) =>
          gainAt({ side: 'over', ...A, line }, goals) +
          gainAt({ side: 'under', ...B, line }, goals),
      )
      expect(least).toBeLessThanOrEqual(Math.min(...byScore) + 0.001)
      expect(least).toBeGreaterThan(Math.min(...byScore) - 2.001)
    }),
  )
})
