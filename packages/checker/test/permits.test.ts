import { describe, expect, test } from 'vitest'
import type { Evidence } from '../src/evidence.ts'
import {
  buildBet,
  buildChain,
  buildEvidence,
  buildLeg,
  buildPlan,
  buildRecord,
  OTHER_ID,
  type Entry,
} from './build.ts'
import { armed, closed, controlled, hedged, opened, recorded, resized, settled } from './entries.ts'
import {
  BOTH_ACCEPTED,
  bothAccepted,
  broken,
  changed,
  HEDGED,
  hedgedRun,
  taken,
} from './stories.ts'

const A = buildPlan('A')
const B = buildPlan('B')
const H = buildPlan('H')

describe('I5', () => {
  test('B that was armed before A was accepted is found', () => {
    const links = buildChain([controlled('RUN'), opened(), ...taken(B), ...taken(A), closed()])
    const bets = [buildBet(A, 5), buildBet(B, 3)]
    expect(broken(bothAccepted({ links, bets }))).toEqual(['I5'])
  })

  test.each([
    ['held', []],
    ['escalated', []],
    // Without a bet that covers it the word alone is not enough.
    ['covered', ['I16']],
  ] as const)(
    'a lone leg that is %s has come to its end, and one that is only triggered has not',
    (step, found) => {
      const links = buildChain(changed(HEDGED, { 8: [], 9: [], 10: [], 11: [hedged(step)] }))
      const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED')]
      const bets = [buildBet(A, 3)]
      const run = (steps: ('triggered' | typeof step)[]): Evidence =>
        hedgedRun({ links, bets, records: [buildRecord(legs, { steps })] })
      expect(broken(run(['triggered', step]))).toEqual(found)
      expect(broken(run(['triggered']))).toEqual(['I5', 'I16'])
      expect(broken({ ...run(['triggered']), isQuiet: false })).toEqual([])
    },
  )
})

test('I5: a lone leg whose hedge a person has to decide is in their hands', () => {
  const links = buildChain(
    changed(HEDGED, {
      10: [recorded(H, 'ARMED', 'UNKNOWN'), recorded(H, 'UNKNOWN', 'ESCALATED')],
      11: [],
      12: [],
    }),
  )
  const run = (state: 'UNKNOWN' | 'ESCALATED'): Evidence => {
    const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED'), buildLeg(H, state)]
    const record = buildRecord(legs, { steps: ['triggered', 'planned'] })
    return hedgedRun({ links, bets: [buildBet(A, 3)], records: [record] })
  }
  expect(broken(run('ESCALATED'))).toEqual([])
  expect(broken(run('UNKNOWN'))).toContain('I5')
})

test('I5: a lone leg whose hedge a person has to decide is in a person’s hands', () => {
  const unknown = [recorded(H, 'ARMED', 'UNKNOWN'), recorded(H, 'UNKNOWN', 'ESCALATED')]
  const links = buildChain(changed(HEDGED, { 10: unknown, 11: [], 12: [] }))
  const legs = [buildLeg(A, 'ACCEPTED'), buildLeg(B, 'REJECTED'), buildLeg(H, 'ESCALATED')]
  const records = [buildRecord(legs, { steps: ['triggered', 'planned'], closedAt: null })]
  expect(broken(hedgedRun({ links, records, bets: [buildBet(A, 3)] }))).toEqual([])
})

test('I6: a hedge that was armed while the other leg could still be accepted is found', () => {
  const links = buildChain(
    changed(HEDGED, {
      6: [hedged('triggered'), hedged('planned', H), ...taken(H)],
      7: [recorded(B, 'ARMED', 'REJECTED')],
      8: [],
      9: [],
      10: [],
    }),
  )
  expect(broken(hedgedRun({ links }))).toEqual(['I6'])
})

test('I6: a hedge of a leg that is covered already is found', () => {
  const links = buildChain([
    ...BOTH_ACCEPTED.slice(0, 6),
    hedged('triggered'),
    hedged('planned', H),
    ...taken(H),
    closed(),
  ])
  const legs = [A, B, H].map((plan) => buildLeg(plan, 'ACCEPTED'))
  const bets = [buildBet(A, 3), buildBet(B, 5), buildBet(H, 9)]
  expect(broken(buildEvidence({ links, bets, records: [buildRecord(legs)] }))).toEqual([
    'I6',
    'I16',
  ])
})

describe('I7', () => {
  const withCaps = (perMatchMinor: number, totalMinor: number): Evidence =>
    bothAccepted({ caps: { perMatchMinor, totalMinor } })

  test('a leg that was armed beyond a cap is found; at the cap it is not beyond it', () => {
    expect(broken(withCaps(10_000, 10_000))).toEqual([])
    expect(broken(withCaps(9_999, 10_000))).toEqual(['I7'])
    expect(broken(withCaps(10_000, 9_999))).toEqual(['I7'])
  })

  test('what other executions have outstanding counts until it is settled', () => {
    const [otherA, otherB] = [
      buildPlan('A', { executionId: OTHER_ID }),
      buildPlan('B', { executionId: OTHER_ID }),
    ]
    const second = [opened(otherA, otherB), ...taken(otherA), ...taken(otherB), closed(OTHER_ID)]
    const run = (between: readonly Entry[]): Evidence => {
      const from = BOTH_ACCEPTED.length + between.length
      return bothAccepted({
        links: buildChain([...BOTH_ACCEPTED, ...between, ...second]),
        records: [
          buildRecord([buildLeg(A, 'ACCEPTED'), buildLeg(B, 'ACCEPTED')]),
          buildRecord([buildLeg(otherA, 'ACCEPTED'), buildLeg(otherB, 'ACCEPTED')]),
        ],
        bets: [
          buildBet(A, 3),
          buildBet(B, 5),
          buildBet(otherA, from + 2),
          buildBet(otherB, from + 4),
        ],
        caps: { perMatchMinor: 15_000, totalMinor: 15_000 },
      })
    }
    expect(broken(run([]))).toEqual(['I7'])
    expect(broken(run([settled(A), settled(B)]))).toEqual([])
  })

  test('a hedge may pass a cap', () => {
    const caps = { perMatchMinor: 10_000, totalMinor: 10_000 }
    expect(broken(hedgedRun({ caps }))).toEqual([])
  })

  test('a leg counts as it was re-sized', () => {
    const links = buildChain(changed(BOTH_ACCEPTED, { 2: [opened(), resized(B, '150.00')] }))
    const bets = [buildBet(A, 4), buildBet(B, 6)]
    const caps = { perMatchMinor: 10_000, totalMinor: 10_000 }
    expect(broken(bothAccepted({ links, bets, caps }))).toEqual(['I7'])
  })
})

describe('I8', () => {
  const withControl = (before: Entry[], between: Entry[]): Evidence =>
    bothAccepted({
      links: buildChain(
        changed(BOTH_ACCEPTED, { 1: before, 4: [recorded(A, 'ARMED', 'ACCEPTED'), ...between] }),
      ),
      bets: [buildBet(A, before.length + 2), buildBet(B, before.length + between.length + 4)],
    })

  test('a leg that was armed under HALT_ALL is found', () => {
    expect(broken(withControl([controlled('RUN')], [controlled('HALT_ALL')]))).toEqual(['I8'])
  })

  test('under HALT_NEW B finishes, and A is found', () => {
    expect(broken(withControl([controlled('RUN')], [controlled('HALT_NEW')]))).toEqual([])
    expect(broken(withControl([controlled('HALT_NEW')], []))).toEqual(['I8'])
  })

  test('a desk that nobody has controlled is halted, whatever others do', () => {
    expect(broken(withControl([controlled('RUN', 'another')], []))).toEqual(['I8'])
  })
})

test('I9: an epoch below the last, or one that two executors share, is found', () => {
  const run = (first: Entry, second: Entry): Evidence =>
    hedgedRun({ links: buildChain(changed(HEDGED, { 3: [first], 9: [second] })) })
  const under = (plan: typeof A, epoch: number, executorId: string): Entry =>
    armed(plan, { epoch, executorId })
  expect(broken(run(under(A, 1, 'one'), under(H, 2, 'two')))).toEqual([])
  expect(broken(run(under(A, 2, 'one'), under(H, 1, 'one')))).toEqual(['I9'])
  expect(broken(run(under(A, 1, 'one'), under(H, 1, 'two')))).toEqual(['I9'])
})
