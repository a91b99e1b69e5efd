import type { Settlement } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import type { BookedBet, Evidence } from '../src/evidence.ts'
import {
  buildBet,
  buildChain,
  buildLeg,
  buildPlan,
  buildReceipt,
  buildRecord,
  type Entry,
} from './build.ts'
import { settled } from './entries.ts'
import { BOTH_ACCEPTED, bothAccepted, broken, HEDGED, hedgedRun } from './stories.ts'

const A = buildPlan('A')
const B = buildPlan('B')
const H = buildPlan('H')
const RETURNED = { won: '210.00', lost: '0.00', void: '100.00', cashed_out: '90.00' } as const

const settlement = (result: Settlement['result'], at: string): Settlement => ({
  result,
  returned: RETURNED[result],
  at,
  by: 'statement',
})

/** Both legs accepted, and B's bet as the book has it: leg and receipt say the same. */
function takenOfB(change: Partial<Pick<BookedBet, 'stake' | 'odds'>>): Evidence {
  const receipt = buildReceipt(B.legId, change)
  return bothAccepted({
    records: [buildRecord([buildLeg(A, 'ACCEPTED'), buildLeg(B, 'ACCEPTED', { receipt })])],
    bets: [buildBet(A, 3), buildBet(B, 5, change)],
  })
}

describe('I16: a pair that completes', () => {
  test('with a tenth of B is found, though both legs were accepted', () => {
    expect(broken(takenOfB({ stake: '10.00' }))).toEqual(['I16'])
  })

  test('with B at losing odds is found', () => {
    expect(broken(takenOfB({ odds: '1.5' }))).toEqual(['I16'])
  })

  test.each([
    ['99.99', []],
    ['90.90', []],
    ['90.89', ['I16']],
  ])('with %s of B is held to the cent', (stake, found) => {
    expect(broken(takenOfB({ stake }))).toEqual(found)
  })

  test('and loses is a person’s once that is written', () => {
    const run = takenOfB({ stake: '10.00' })
    const records = run.records.map((record) => ({
      ...record,
      ...buildRecord(record.legs, { steps: ['triggered', 'escalated'] }),
    }))
    expect(broken({ ...run, records })).toEqual([])
  })

  test('and is open still is left to the rules of quiet', () => {
    expect(broken({ ...takenOfB({ stake: '10.00' }), isQuiet: false })).toEqual([])
  })
})

describe('I16: a bet that is void', () => {
  const voided = (steps: Parameters<typeof buildRecord>[1]): Evidence => {
    const links = buildChain([...BOTH_ACCEPTED, { ...settled(A), details: VOID_OF_A }])
    const ended = { settlement: settlement('void', '2026-11-22T12:10:00.000Z') }
    const legs = [buildLeg(A, 'ACCEPTED', ended), buildLeg(B, 'ACCEPTED')]
    const bets = [
      buildBet(A, 3, { status: 'void', returned: '100.00' }),
      buildBet(B, 5, { status: 'open', returned: null }),
    ]
    return bothAccepted({ links, bets, records: [buildRecord(legs, steps)] })
  }
  const VOID_OF_A = { legId: A.legId, result: 'void', returned: '100.00' }

  test('leaves its partner to somebody, after the execution was closed as well', () => {
    expect(broken(voided({}))).toEqual(['I16'])
    expect(broken(voided({ steps: ['triggered', 'escalated'] }))).toEqual([])
  })

  test('takes the word of a hedge that counted on it', () => {
    const run = hedgedRun()
    const bets = [buildBet(A, 3), buildBet(H, 9, { status: 'void', returned: '100.00' })]
    expect(broken(run)).toEqual([])
    expect(broken({ ...run, bets })).toEqual(['I16'])
  })
})

describe('I16: a match that was decided', () => {
  const lost = (closedAt: string): Evidence => {
    const ended = { settlement: settlement('lost', '2026-11-22T12:00:20.000Z') }
    const legs = [buildLeg(A, 'ACCEPTED', ended), buildLeg(B, 'REJECTED')]
    const links: Entry[] = [...HEDGED.slice(0, 6), settled(A)]
    const record = buildRecord(legs, { closedAt })
    return hedgedRun({ links: buildChain(links), records: [record], bets: [buildBet(A, 3)] })
  }

  test('before its execution was closed cannot be covered any more', () => {
    expect(broken(lost('2026-11-22T12:00:30.000Z'))).toEqual([])
  })

  test('afterwards does not excuse that nobody covered it', () => {
    expect(broken(lost('2026-11-22T12:00:10.000Z'))).toEqual(['I16'])
  })
})

describe('I6 and I5 by payoff', () => {
  test('a hedge of the residue of B is none of a covered pair', () => {
    const part = { stake: '10.00' }
    const links = buildChain([
      ...BOTH_ACCEPTED.slice(0, 5),
      { ...recordedPart(), executionId: B.executionId },
      ...HEDGED.slice(6),
    ])
    const receipt = buildReceipt(B.legId, part)
    const hedge = { stake: '90.00' }
    const legs = [
      buildLeg(A, 'ACCEPTED'),
      buildLeg(B, 'ACCEPTED', { receipt }),
      buildLeg(H, 'ACCEPTED', { receipt: buildReceipt(H.legId, hedge) }),
    ]
    const bets = [buildBet(A, 3), buildBet(B, 5, part), buildBet(H, 9, hedge)]
    const records = [buildRecord(legs, { steps: ['triggered', 'planned', 'covered'] })]
    expect(broken(hedgedRun({ links, records, bets }))).toEqual([])
  })

  test('B that is armed after A was voided is found', () => {
    const chain = [...BOTH_ACCEPTED.slice(0, 4), settled(A), ...BOTH_ACCEPTED.slice(4)]
    expect(broken(bothAccepted({ links: buildChain(chain) }))).toContain('I5')
  })
})

function recordedPart(): Entry {
  const receipt = buildReceipt(B.legId, { stake: '10.00' })
  return {
    kind: 'leg.recorded',
    executionId: B.executionId,
    details: { legId: B.legId, from: 'ARMED', to: 'ACCEPTED', receipt },
  }
}

describe('I17', () => {
  const booked = (profit: string, returned: string | null = '210.00'): Evidence => {
    const run = bothAccepted()
    const records = run.records.map((record) => ({
      ...record,
      execution: { ...record.execution, profit },
    }))
    const bets = [
      buildBet(A, 3, { status: 'won', returned }),
      buildBet(B, 5, { status: 'lost', returned: '0.00' }),
    ]
    return { ...run, records, bets }
  }

  test('a profit that the books did not pay is found', () => {
    expect(broken(booked('10.00'))).toEqual([])
    expect(broken(booked('-200.00'))).toEqual(['I17'])
  })

  test('a profit that is booked while a bet is open is found', () => {
    expect(broken(booked('10.00', null))).toEqual(['I17'])
  })
})

test('I17: a correction that names no settlement of its leg is found', () => {
  const corrected = (result: string): Entry => ({
    kind: 'settlement.corrected',
    executionId: A.executionId,
    details: { legId: A.legId, result: 'lost', returned: '0.00', corrects: { result } },
  })
  const run = (...entries: Entry[]): string[] =>
    broken(bothAccepted({ links: buildChain([...BOTH_ACCEPTED, ...entries]) }))
  expect(run(settled(A), corrected('won'))).toEqual([])
  expect(run(settled(A), corrected('void'))).toEqual(['I17'])
  expect(run(corrected('won'))).toEqual(['I17'])
})

test('I18: a bet of a leg that a statement calls external is found', () => {
  const differs = (betReference: string): Entry => ({
    kind: 'statement.differs',
    executionId: null,
    details: { deskId: 'main', account: 'A', external: [{ betReference }], differences: [] },
  })
  const run = (betReference: string): Evidence =>
    bothAccepted({ links: buildChain([...BOTH_ACCEPTED, differs(betReference)]) })
  expect(broken(run(`bet of ${A.legId}`))).toEqual(['I18'])
  expect(broken(run('placed by hand'))).toEqual([])
})
