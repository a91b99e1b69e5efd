import type { LegState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { buildBet, buildChain, buildLeg, buildPlan, buildRecord, type Entry } from './build.ts'
import { armed, closed, hedged, recorded, reopened } from './entries.ts'
import { broken, HEDGED, hedgedRun, taken } from './stories.ts'

const [A, B, H] = [buildPlan('A'), buildPlan('B'), buildPlan('H')]
/** B's selection at its account. */
const NEXT = buildPlan('H', {
  legId: `${H.executionId}-H2`,
  account: 'B',
  providerId: 'south',
  selectionId: B.selectionId,
})

/** A lone leg A whose first hedge has come to this, and whose second was taken. */
function twoHedges(first: readonly Entry[], state: LegState, second: readonly Entry[]) {
  const links = [...HEDGED.slice(0, 8), ...first, ...second, closed()]
  const legs = [
    buildLeg(A, 'ACCEPTED'),
    buildLeg(B, 'REJECTED'),
    buildLeg(H, state),
    buildLeg(NEXT, 'ACCEPTED'),
  ]
  const steps = ['triggered', 'planned', 'failed', 'planned', 'covered'] as const
  return hedgedRun({
    links: buildChain(links),
    records: [buildRecord(legs, { steps: [...steps] })],
    bets: [
      buildBet(A, 3),
      ...(state === 'ACCEPTED' ? [buildBet(H, 9)] : []),
      buildBet(NEXT, links.length - 2),
    ],
  })
}

const next = (by?: string): Entry[] => [
  hedged('planned', NEXT, by),
  ...taken(NEXT),
  hedged('covered'),
]
const rejected = [armed(H), recorded(H, 'ARMED', 'REJECTED')]
const unknown = [armed(H), recorded(H, 'ARMED', 'UNKNOWN')]
const evidence = { evidence: { lists: 'read twice' } }

describe('I6: a second hedge', () => {
  test.each([
    ['REJECTED', rejected],
    ['ABSENT', [...unknown, recorded(H, 'UNKNOWN', 'ABSENT', evidence)]],
    ['DENIED', [recorded(H, 'AUTHORIZED', 'DENIED')]],
  ] as const)('after one that is %s is sound', (state, first) => {
    expect(broken(twoHedges([...first], state, next()))).toEqual([])
  })

  test('while the first is UNKNOWN is found, whatever becomes of that one', () => {
    const absent = recorded(H, 'UNKNOWN', 'ABSENT', evidence)
    expect(broken(twoHedges(unknown, 'ABSENT', [...next(), absent]))).toEqual(['I6'])
    const found = recorded(H, 'UNKNOWN', 'ACCEPTED')
    expect(broken(twoHedges(unknown, 'ACCEPTED', [...next(), found]))).toContain('I6')
  })

  test('on the selection of the account that was just refused is found, unless an operator chose it', () => {
    const same = { ...NEXT, account: H.account, selectionId: H.selectionId }
    const story = (by?: string): Entry[] => [hedged('planned', same, by), ...next().slice(1)]
    expect(broken(twoHedges(rejected, 'REJECTED', story()))).toContain('I6')
    expect(broken(twoHedges(rejected, 'REJECTED', story('ops')))).not.toContain('I6')
  })

  test('that is planned twice is found', () => {
    const again = [hedged('planned', NEXT), ...next()]
    expect(broken(twoHedges(rejected, 'REJECTED', again))).toContain('I12')
  })
})

test('an execution that was opened again for an operator is closed a second time, and no third', () => {
  const left = [...rejected, hedged('failed', H), hedged('escalated', H), closed(), reopened()]
  expect(broken(twoHedges(left, 'REJECTED', next('ops')))).toEqual([])
  expect(broken(twoHedges(left, 'REJECTED', [...next('ops'), closed()]))).toEqual(['I12'])
})

test('I16: an operator who was asked before the last hedge was planned owns nothing of what it left', () => {
  const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED'), buildLeg(H, 'REJECTED')]
  const links = buildChain([
    ...HEDGED.slice(0, 7),
    hedged('escalated'),
    closed(),
    reopened(),
    hedged('planned', H, 'ops'),
    ...rejected,
    closed(),
  ])
  const run = (steps: ('escalated' | 'planned')[]) =>
    broken(hedgedRun({ links, bets: [buildBet(A, 3)], records: [buildRecord(legs, { steps })] }))
  expect(run(['escalated', 'planned'])).toContain('I16')
  expect(run(['escalated', 'planned', 'escalated'])).not.toContain('I16')
})
