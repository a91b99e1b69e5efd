import { describe, expect, test } from 'vitest'
import {
  buildBet,
  buildChain,
  buildLeg,
  buildPlan,
  buildRecord,
  EXECUTION_ID,
  type Entry,
} from './build.ts'
import { armed, recorded } from './entries.ts'
import { bothAccepted, broken, BOTH_ACCEPTED } from './stories.ts'

const A = buildPlan('A')
const B = buildPlan('B')

describe('I14', () => {
  test.each(['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN'] as const)(
    'a leg that is still %s when all is quiet is found',
    (state) => {
      const steps: Record<typeof state, readonly Entry[]> = {
        AUTHORIZED: [],
        ARMED: [armed(B)],
        PENDING: [armed(B), recorded(B, 'ARMED', 'PENDING')],
        UNKNOWN: [armed(B), recorded(B, 'ARMED', 'UNKNOWN')],
      }
      const links = buildChain([...BOTH_ACCEPTED.slice(0, 4), ...steps[state]])
      const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, state)]
      const records = [buildRecord(legs, { closedAt: null })]
      const run = bothAccepted({ links, records, bets: [buildBet(A, 3)] })
      expect(broken(run)).toEqual(['I14'])
      expect(broken({ ...run, isQuiet: false })).toEqual([])
    },
  )

  test('an execution that is still open though all its legs are final is found', () => {
    const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'ACCEPTED')]
    const records = [buildRecord(legs, { closedAt: null })]
    expect(broken(bothAccepted({ records }))).toEqual(['I14'])
  })

  test('exposure that Redis counts otherwise than the ledger is found, either way', () => {
    const stake = {
      deskId: 'main',
      account: 'A' as const,
      executionId: EXECUTION_ID,
      stakeMinor: 100,
    }
    const run = (ledger: (typeof stake)[], redis: (typeof stake)[]): string[] =>
      broken(bothAccepted({ exposure: { ledger, redis } }))
    expect(run([stake], [stake])).toEqual([])
    expect(run([stake], [])).toEqual(['I14'])
    expect(run([], [stake])).toEqual(['I14'])
    expect(run([stake], [{ ...stake, stakeMinor: 99 }])).toEqual(['I14'])
  })
})

test('I15: a run that did not reach its bets or its faults is found', () => {
  const wanted = { bets: 2, faults: { 'killed before': 3 } }
  const run = (bets: number, faults: Record<string, number>): string[] =>
    broken(bothAccepted({ quota: { wanted, reached: { bets, faults } } }))
  expect(run(2, { 'killed before': 3 })).toEqual([])
  expect(run(1, { 'killed before': 3 })).toEqual(['I15'])
  expect(run(2, { 'killed before': 2 })).toEqual(['I15'])
  expect(run(2, {})).toEqual(['I15'])
})
