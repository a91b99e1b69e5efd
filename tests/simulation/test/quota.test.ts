import { expect, it } from 'vitest'
import { missedBy } from '../src/quota.ts'
import { report } from '../src/report.ts'
import { FAULTS } from '../src/faults/kinds.ts'
import { OUTCOMES } from '../src/outcomes.ts'

const counts = (times: number) => ({
  bets: times * 1000,
  faults: report.shape.faults.parse(Object.fromEntries(FAULTS.map((kind) => [kind, times]))),
  outcomes: report.shape.outcomes.parse(Object.fromEntries(OUTCOMES.map((kind) => [kind, times]))),
})

it('a run that did not hit a fault, or did not see an end, proves too little', () => {
  expect(missedBy(counts(20), 2000)).toEqual([])
  const { bets, faults, outcomes } = counts(20)
  expect(missedBy({ bets, faults: { ...faults, redis_erased: 19 }, outcomes }, 2000)).toEqual([
    'redis_erased: 19 of 20',
  ])
  expect(missedBy({ bets, faults, outcomes: { ...outcomes, hedged: 3 } }, 2000)).toEqual([
    'hedged: 3 of 10',
  ])
  expect(missedBy({ bets: 1999, faults, outcomes }, 2000)).toEqual(['bets: 1999 of 2000'])
})

it('a replay of one seed has to reach nothing', () => {
  expect(missedBy(counts(0), 1)).toEqual([])
})
