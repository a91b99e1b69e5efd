import { describe, expect, test } from 'vitest'
import type { Evidence } from '../src/evidence.ts'
import { buildBet, buildChain, buildLeg, buildPlan, buildReceipt, buildRecord } from './build.ts'
import { recorded } from './entries.ts'
import { BOTH_ACCEPTED, bothAccepted, broken, changed, hedgedRun, unknownRun } from './stories.ts'

const A = buildPlan('A')
const B = buildPlan('B')
const H = buildPlan('H')

test('I1: two bets of one leg are found, and one bet of two legs', () => {
  const second = buildBet(A, 4, { reference: 'another' })
  const twice = bothAccepted()
  expect(broken({ ...twice, bets: [...twice.bets, second] })).toEqual(['I1'])

  const hedge = buildLeg(H, 'ACCEPTED', {
    receipt: buildReceipt(A.legId),
    selectionId: A.selectionId,
  })
  const shared = hedgedRun({ bets: [buildBet(A, 3)] })
  const [record] = shared.records
  const legs = record?.legs.map((leg) => (leg.role === 'H' ? hedge : leg)) ?? []
  const records = record ? [{ ...record, legs }] : []
  expect(broken({ ...shared, records })).toEqual(['I1', 'I16'])
})

test('I2: a bet that was placed before its leg had a permit is found', () => {
  const early = bothAccepted({ bets: [buildBet(A, 2), buildBet(B, 5)] })
  expect(broken(early)).toEqual(['I2'])
})

test('I2: the clock of one machine is given its roundings and no more', () => {
  const placedAt = (ms: number): string =>
    new Date(Date.parse(buildBet(A, 3).placedAt) - ms).toISOString()
  const withBet = (ms: number): Evidence =>
    bothAccepted({ bets: [buildBet(A, 3, { placedAt: placedAt(ms) }), buildBet(B, 5)] })
  expect(broken(withBet(5))).toEqual([])
  expect(broken(withBet(6))).toEqual(['I2'])
})

describe('I3', () => {
  test('a bet that its leg calls rejected is lost', () => {
    const links = buildChain(changed(BOTH_ACCEPTED, { 6: [recorded(B, 'ARMED', 'REJECTED')] }))
    const records = [
      buildRecord([buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED')], { steps: ['held'] }),
    ]
    expect(broken(bothAccepted({ links, records }))).toEqual(['I3'])
  })

  test('a bet of another stake, other odds or another selection than its leg is found', () => {
    const bet = buildBet(B, 5)
    const others = [{ stake: '100.01' }, { odds: '2.09' }, { selectionId: 'another' }]
    for (const change of others) {
      const bets = [buildBet(A, 3), { ...bet, ...change }]
      expect(broken(bothAccepted({ bets }))).toEqual(['I3'])
    }
  })

  test('a bet whose leg is still looked for is lost only when all should be quiet', () => {
    const run = unknownRun('ESCALATED', recorded(A, 'UNKNOWN', 'ESCALATED'))
    const links = run.links.slice(0, -1)
    const bets = [buildBet(A, 3)]
    const records = [
      buildRecord([buildLeg(A, 'UNKNOWN'), buildLeg(B, 'DENIED')], { closedAt: null }),
    ]
    expect(broken({ ...run, links, bets, records, isQuiet: false })).toEqual([])
    expect(broken({ ...run, links, bets, records })).toEqual(['I3', 'I14'])
  })
})

test('I4: an accepted leg that no bookmaker knows is found, unless it was on paper', () => {
  expect(broken(bothAccepted({ bets: [buildBet(A, 3)] }))).toEqual(['I4', 'I16'])
  const paper = { receipt: buildReceipt(B.legId, { paper: true, betReference: null }) }
  const records = [buildRecord([buildLeg(A, 'ACCEPTED'), buildLeg(B, 'ACCEPTED', paper)])]
  expect(broken(bothAccepted({ bets: [buildBet(A, 3)], records }))).toEqual([])
})
