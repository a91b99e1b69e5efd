import { expect, test } from 'vitest'
import { buildBet, buildChain, buildPlan, buildReceipt, type Entry } from './build.ts'
import { adopted, closed, hedged } from './entries.ts'
import { broken, HEDGED, hedgedRun } from './stories.ts'

const H = buildPlan('H')

/** A lone leg A whose hedge is a bet that a person placed, and adopted so. */
function run(adoption: readonly Entry[]) {
  const links = buildChain([
    ...HEDGED.slice(0, 7),
    hedged('planned', H, 'ops'),
    ...adoption,
    hedged('covered'),
    closed(),
  ])
  return broken(hedgedRun({ links, bets: [buildBet(buildPlan('A'), 3), buildBet(H, 1)] }))
}

test('I2: a bet that a person placed by hand and adopted needs no permit', () => {
  expect(run([adopted(H)])).toEqual([])
})

test('I12: it is adopted once', () => {
  expect(run([adopted(H), adopted(H)])).toContain('I12')
})

test('I10: only a planned hedge is adopted, and a bet is named', () => {
  expect(run([adopted(H), adopted(buildPlan('A'))])).toContain('I10')
  expect(run([adopted(H, { ...buildReceipt(H.legId), betReference: null })])).toContain('I10')
})
