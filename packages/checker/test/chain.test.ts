import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildBet,
  buildChain,
  buildEvidence,
  buildLeg,
  buildPlan,
  buildRecord,
  EXECUTION_ID,
} from './build.ts'
import { armed, closed, controlled, hedged, opened, recorded, settled } from './entries.ts'
import {
  BOTH_ACCEPTED,
  bothAccepted,
  broken,
  changed,
  hedgedRun,
  unknownRun,
  HEDGED,
} from './stories.ts'
import { check } from '../src/check.ts'

const A = buildPlan('A')
const B = buildPlan('B')

describe('I10', () => {
  const COME_BACK = recorded(B, 'REJECTED', 'ACCEPTED')

  test('a final state that is left is found', () => {
    const links = buildChain(
      changed(BOTH_ACCEPTED, { 6: [recorded(B, 'ARMED', 'REJECTED'), COME_BACK] }),
    )
    expect(broken(bothAccepted({ links }))).toEqual(['I10'])
  })

  test('a leg that left another state than it was in is found', () => {
    const links = buildChain(changed(BOTH_ACCEPTED, { 6: [recorded(B, 'PENDING', 'ACCEPTED')] }))
    expect(broken(bothAccepted({ links }))).toEqual(['I10'])
  })

  test('a leg that was armed by a record is found', () => {
    const links = buildChain([
      controlled('RUN'),
      opened(),
      recorded(A, 'AUTHORIZED', 'ARMED'),
      recorded(A, 'ARMED', 'REJECTED'),
      recorded(B, 'AUTHORIZED', 'DENIED'),
    ])
    const records = [buildRecord([buildLeg(A, 'REJECTED'), buildLeg(B, 'DENIED')])]
    expect(broken(buildEvidence({ links, records }))).toEqual(['I10'])
  })

  test('UNKNOWN that is left without evidence is found', () => {
    const absent = recorded(A, 'UNKNOWN', 'ABSENT', {})
    expect(broken(unknownRun('ABSENT', absent))).toEqual(['I10'])
  })

  test('a leg that was left to a person and that a service calls absent is found', () => {
    const run = (evidence: Record<string, unknown>): string[] => {
      const links = buildChain([
        controlled('RUN'),
        opened(),
        armed(A),
        recorded(A, 'ARMED', 'UNKNOWN'),
        recorded(A, 'UNKNOWN', 'ESCALATED'),
        recorded(A, 'ESCALATED', 'ABSENT', { evidence }),
        recorded(B, 'AUTHORIZED', 'DENIED'),
      ])
      const records = [buildRecord([buildLeg(A, 'ABSENT'), buildLeg(B, 'DENIED')])]
      return broken(buildEvidence({ links, records }))
    }
    expect(run({ proof: 'No bet, read twice.' })).toEqual(['I10'])
    expect(run({ note: 'Not in the list.' })).toEqual([])
  })

  test('a row that says otherwise than the chain is found when all is quiet', () => {
    const records = [buildRecord([buildLeg(A, 'REJECTED'), buildLeg(B, 'DENIED')])]
    const links = buildChain([
      controlled('RUN'),
      opened(),
      armed(A),
      recorded(A, 'ARMED', 'REJECTED'),
      recorded(B, 'AUTHORIZED', 'VOID'),
    ])
    expect(broken(buildEvidence({ links, records }))).toEqual(['I10'])
    expect(broken(buildEvidence({ links, records, isQuiet: false }))).toEqual([])
  })
})

describe('I11', () => {
  test('a chain that the ledger calls broken is found', () => {
    expect(broken(bothAccepted({ isChainIntact: false }))).toEqual(['I11'])
  })

  test('any link that is missing before the last is found', () => {
    const { links } = bothAccepted()
    fc.assert(
      fc.property(fc.nat(links.length - 2), (index) => {
        const found = check(bothAccepted({ links: links.toSpliced(index, 1) }))
        expect(found.map(({ invariant }) => invariant)).toContain('I11')
      }),
    )
  })

  test('a link that names another hash before it is found', () => {
    const { links } = bothAccepted()
    const [fourth] = links.slice(3)
    const forged = fourth ? [{ ...fourth, previousHash: 'f'.repeat(64) }] : []
    expect(broken(bothAccepted({ links: links.toSpliced(3, 1, ...forged) }))).toEqual(['I11'])
  })

  test('a link that cannot be read is found', () => {
    const unreadable = { kind: 'leg.settled', executionId: EXECUTION_ID, details: {} }
    const links = buildChain([...BOTH_ACCEPTED, unreadable])
    expect(broken(bothAccepted({ links }))).toEqual(['I11'])
  })

  test('the order in which links are handed over does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...bothAccepted().links], { minLength: 7 }), (links) => {
        expect(check(bothAccepted({ links }))).toEqual([])
      }),
    )
  })
})

describe('I12', () => {
  test.each([
    ['opened twice', opened()],
    ['closed twice', closed()],
  ])('an execution that was %s is found', (_, entry) => {
    const links = buildChain([...BOTH_ACCEPTED, entry])
    expect(broken(bothAccepted({ links }))).toEqual(['I12'])
  })

  test('a leg that was settled twice is found', () => {
    const links = buildChain([...BOTH_ACCEPTED, settled(A), settled(A)])
    expect(broken(bothAccepted({ links }))).toEqual(['I12'])
  })

  test('a step of a hedge that was written twice is found', () => {
    const links = buildChain([...HEDGED, hedged('covered')])
    expect(broken(hedgedRun({ links }))).toEqual(['I12'])
  })

  test('a second permit of a leg is found', () => {
    const links = buildChain(changed(BOTH_ACCEPTED, { 3: [armed(A), armed(A)] }))
    const bets = [buildBet(A, 4), buildBet(B, 6)]
    expect(broken(bothAccepted({ links, bets }))).toEqual(['I10', 'I12'])
  })
})
