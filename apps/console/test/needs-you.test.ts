import { describe, expect, test } from 'vitest'
import {
  doubtOf,
  EMPTY_DRAFT,
  faultsOf,
  readResolution,
} from '../src/needs-you/draft-resolution.ts'
import { findCandidates } from '../src/needs-you/find-candidates.ts'
import { whatFollows, type Consequences } from '../src/needs-you/what-follows.ts'
import { choicesOf } from '../src/parts/read-choices.ts'
import { readProblem } from '../src/api/problem.ts'
import { nameOfLeg } from '../src/needs-you/need-words.ts'
import { showChoice } from '../src/needs-you/shown-choice.ts'
import {
  after,
  buildBet,
  buildChoices,
  buildHedgeEvent,
  buildLeg,
  buildReading,
  buildRecord,
} from './build.ts'

const leg = buildLeg('A', { state: 'ESCALATED' })

describe('a bet that may be the leg', () => {
  const references = (...readings: Parameters<typeof findCandidates>[1]) =>
    findCandidates(leg, readings).map(({ bet }) => bet.betReference)

  test('is on its selection and was not placed long before its permit: clocks may differ by a minute', () => {
    const bets = [
      buildBet({ betReference: 'late', placedAt: after(3) }),
      buildBet({ betReference: 'ours', placedAt: after(1) }),
      buildBet({ betReference: 'skewed', placedAt: after(-59) }),
      buildBet({ betReference: 'before', placedAt: after(-61) }),
      buildBet({ betReference: 'other', selectionId: 'selection-B' }),
    ]
    expect(references(buildReading(bets))).toEqual(['skewed', 'ours', 'late'])
    const listedBefore = { open: [], onSelection: ['skewed', 'late'] }
    const known = findCandidates({ ...leg, listedBefore }, [buildReading(bets)])
    expect(known.map(({ bet }) => bet.betReference)).toEqual(['before', 'ours'])
  })

  test('is shown as it was seen last, also when it has gone since', () => {
    const pending = buildReading(
      [buildBet({ status: 'pending' }), buildBet({ betReference: 'N-2' })],
      10,
    )
    const open = buildReading([buildBet({ status: 'open' })], 20)
    expect(findCandidates(leg, [open, pending])).toMatchObject([
      { bet: { betReference: 'N-1', status: 'open' }, isPresent: true },
      { bet: { betReference: 'N-2' }, isPresent: false },
    ])
  })
})

describe('a decision', () => {
  const found = {
    outcome: 'accepted',
    betReference: ' N-1 ',
    stake: '20',
    odds: '2.1',
    note: ' Seen. ',
  } as const

  test('is none until it is chosen, whole, and said how it is known', () => {
    expect(readResolution(EMPTY_DRAFT)).toBeNull()
    expect(readResolution({ ...EMPTY_DRAFT, outcome: 'absent', note: ' ' })).toBeNull()
    expect(faultsOf({ ...EMPTY_DRAFT, outcome: 'accepted' })).toEqual({
      betReference: expect.any(String),
      stake: expect.any(String),
      odds: expect.any(String),
      note: expect.any(String),
    })
    for (const wrong of [{ stake: '20,5' }, { stake: '-1' }, { odds: '1' }, { odds: '6/4' }])
      expect(readResolution({ ...found, ...wrong })).toBeNull()
    expect(readResolution(found)).toEqual({
      outcome: 'accepted',
      betReference: 'N-1',
      stake: '20',
      odds: '2.1',
      note: 'Seen.',
    })
  })

  test('that it was not placed names no bet, whatever was filled in before', () => {
    expect(readResolution({ ...found, outcome: 'absent' })).toEqual({
      outcome: 'absent',
      note: 'Seen.',
    })
  })

  test('is doubted when the bet is larger than was asked, or its odds lower than allowed', () => {
    const doubt = (change: object) => doubtOf(leg, { ...found, ...change })
    expect(doubt({})).toBeNull()
    expect(doubt({ stake: '25.01' })).toContain('larger than was asked')
    expect(doubt({ odds: '2.09' })).toContain('lower')
  })
})

describe('what follows from a decision', () => {
  const follows = (
    legs: Parameters<typeof buildRecord>[0],
    change: Partial<Consequences> = {},
  ): string => {
    const [first] = legs
    if (first === undefined) throw new Error('an execution has legs')
    const of = {
      record: buildRecord(legs),
      leg: first,
      outcome: 'accepted',
      trading: 'HALT_NEW',
    } as const
    return whatFollows({ ...of, ...change }).join(' ')
  }
  const B = (state: Parameters<typeof buildLeg>[1]) => buildLeg('B', state)

  test('a bet whose other leg was never placed is exposed and is hedged', () => {
    const words = follows([leg, B({ state: 'VOID' })])
    expect(words).toContain('Leg A is exposed: it will be hedged')
    expect(words).toContain('until you press Run')
  })

  test('in a killed desk no hedge is placed, and the operator is told so', () => {
    const words = follows([leg, B({ state: 'VOID' })], { trading: 'HALT_ALL' })
    expect(words).toContain('nothing is clicked, hedges included')
  })

  test('a leg that was not placed leaves nothing behind, or its other leg alone', () => {
    expect(follows([leg, B({ state: 'VOID' })], { outcome: 'absent' })).toContain(
      'No bet is in force',
    )
    const escalatedB = B({ state: 'ESCALATED' })
    expect(follows([escalatedB, buildLeg('A')], { outcome: 'absent' })).toContain(
      'Leg A is exposed',
    )
    expect(follows([escalatedB, buildLeg('A')])).toContain('Both legs are bets')
    const part = { stake: '100.00', receipt: null }
    expect(follows([escalatedB, buildLeg('A', part)])).toContain('Leg A is exposed')
  })

  test('a hedge that was not placed is not tried again', () => {
    const hedge = buildLeg('H', { state: 'ESCALATED' })
    const legs = [hedge, buildLeg('A'), B({ state: 'REJECTED' })]
    expect(follows(legs)).toContain('Leg A counts as covered')
    expect(follows(legs, { outcome: 'absent' })).toContain('Leg A stays alone')
  })

  test('nothing is promised while the other leg may still change', () => {
    expect(follows([leg, B({ state: 'UNKNOWN' })])).toContain('what follows depends on it')
  })
})

test('the choices of a hedge are those of its latest step that tells any; what cannot be read is none', () => {
  const hold = {
    kind: 'hold',
    account: null,
    odds: null,
    stake: null,
    worstCase: '-25.00',
    why: null,
  }
  const events = [
    buildHedgeEvent('escalated', 3, { choices: [hold] }),
    buildHedgeEvent('planned', 1, { choices: [{ ...hold, worstCase: '-1.00' }] }),
    buildHedgeEvent('failed', 2, { message: 'x' }),
  ]
  expect(choicesOf(events)).toEqual([hold])
  expect(choicesOf([buildHedgeEvent('escalated', 1, { choices: 'broken' })])).toEqual([])
})

describe('a choice that is shown', () => {
  const [known, unknown] = buildChoices().choices
  if (known === undefined || unknown === undefined) throw new Error('two choices are built')

  test('sends what is shown, and its price ages on the screen', () => {
    expect(showChoice(known, 1200)).toEqual({
      choice: known,
      ageMs: 1600,
      order: { kind: 'other_side', account: 'B', odds: '2.00', stake: '26.25', worstCase: '1.25' },
      why: null,
    })
  })

  test('sends nothing when it cannot be placed, whatever of its numbers is known', () => {
    expect(showChoice(unknown, 0)).toMatchObject({ order: null, why: unknown.why })
    const why = 'It is no better than holding.'
    expect(showChoice({ ...known, why }, 0)).toMatchObject({ order: null, why })
  })

  test('shows no number any more when the gateway has not answered for a while', () => {
    expect(showChoice(known, 5001)).toMatchObject({
      choice: { odds: null, stake: null, worstCase: null },
      order: null,
      why: expect.stringContaining('not answered'),
    })
  })
})

test('a leg is named by its role and number', () => {
  expect(['A', 'H', 'H2'].map((end) => nameOfLeg(`${leg.executionId}-${end}`))).toEqual([
    'Leg A',
    'Hedge',
    'Hedge 2',
  ])
})

test('a Run that is refused names the needs that are open, to be confirmed one by one', () => {
  const needs = [{ id: 'leg x', kind: 'leg', message: 'No bet found.', atRisk: '25.00' }]
  const problem = readProblem(409, { code: 'NEEDS_OPEN', detail: 'One need is open.', needs })
  expect(problem.needs).toEqual(needs)
  expect(readProblem(409, { code: 'X', detail: 'y' }).needs).toEqual([])
})
