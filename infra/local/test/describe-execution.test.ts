import { expect, test } from 'vitest'
import { describeExecution } from '../src/pilot/describe-execution.ts'

const row = {
  home: 'Reds',
  away: 'Blues',
  stakeA: '25.00',
  stakeB: '26.25',
  oddsA: '2.1',
  oddsB: '2',
} as const

test('an execution is printed with its market, and each bet with the line of its own side', () => {
  const handicap = { market: 'handicap', line: '-0.5', outcomeA: 'home', outcomeB: 'away' } as const
  expect(describeExecution({ ...row, ...handicap })).toBe(
    'Reds – Blues, Handicap -0.5: A Reds -0.5 25.00 @ 2.1, B Blues +0.5 26.25 @ 2',
  )
  const both = { market: 'both_score', line: null, outcomeA: 'no', outcomeB: 'yes' } as const
  expect(describeExecution({ ...row, ...both })).toBe(
    'Reds – Blues, Both teams to score: A No 25.00 @ 2.1, B Yes 26.25 @ 2',
  )
})
