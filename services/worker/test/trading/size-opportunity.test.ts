import * as fc from 'fast-check'
import { fromMinor, toMinor, worstCaseProfit } from '@surefoot/arbitrage'
import { expect, test } from 'vitest'
import { sizeOpportunity } from '../../src/trading/size-opportunity.ts'
import { buildOpportunity } from '../build.ts'

const contracts = {
  A: { step: '0.01', min: '1.00', max: '500.00' },
  B: { step: '0.50', min: '1.00', max: '500.00' },
}

test("the operator's stake is never exceeded, and the profit shown is the worst case of the stakes shown", () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 40_000 }), (stakeMinor) => {
      const sized = sizeOpportunity(buildOpportunity(), fromMinor(stakeMinor), contracts)
      if (!sized.ok) return sized.code === 'NO_PROFIT'
      const { A, B } = sized.opportunity.legs
      expect(toMinor(A.stake)).toBeLessThanOrEqual(stakeMinor)
      const bets = [A, B].map(({ outcome, odds, stake }) => ({
        outcome,
        odds,
        stakeMinor: toMinor(stake),
      }))
      expect(toMinor(sized.opportunity.profit)).toBe(worstCaseProfit(bets, ['home', 'away']))
      expect(toMinor(B.stake) % 50).toBe(0)
      return true
    }),
  )
})

test("the provider's limit of the moment holds even where the contract allows more", () => {
  const sized = sizeOpportunity(buildOpportunity(), '400.00', contracts)
  expect(sized).toMatchObject({ ok: true })
  if (!sized.ok) return
  expect(toMinor(sized.opportunity.legs.A.stake)).toBeLessThanOrEqual(25_000)
  expect(toMinor(sized.opportunity.legs.B.stake)).toBeLessThanOrEqual(25_000)
})

test('a stake below what the provider takes is refused in words', () => {
  expect(sizeOpportunity(buildOpportunity(), '0.50', contracts)).toMatchObject({ code: 'NO_STAKE' })
})
