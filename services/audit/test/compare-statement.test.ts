import type { Bet } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { compareStatement } from '../src/settlement/compare-statement.ts'
import type { StatedLeg } from '../src/settlement/stated-leg.ts'

const readAt = '2026-11-22T12:00:00.000Z'
const before = (ms: number): number => Date.parse(readAt) - ms
const executionId = '11111111-1111-4111-8111-111111111111'

const leg = (change: Partial<StatedLeg> = {}): StatedLeg => ({
  legId: `${executionId}-A`,
  executionId,
  state: 'ACCEPTED',
  selectionId: 'home',
  betReference: 'N-1',
  acceptedStake: '33.33',
  acceptedOdds: '2.35',
  mayBeHalved: false,
  armedAtMs: before(3_600_000),
  changedAt: before(3_600_000),
  settlement: null,
  ...change,
})
const bet = (change: Partial<Bet> = {}): Bet => ({
  betReference: 'N-1',
  selectionId: 'home',
  stake: '33.33',
  odds: '2.35',
  status: 'open',
  placedAt: '2026-11-22T11:00:00.000Z',
  returned: null,
  cashOut: null,
  ...change,
})
const compare = (legs: StatedLeg[], bets: Bet[]) => compareStatement(legs, { bets, readAt })
const settle = (change: Partial<Bet>, own: Partial<StatedLeg> = {}) =>
  compare([leg(own)], [bet(change)]).settle.map(({ result, returned }) => `${result} ${returned}`)
const kinds = (own: Partial<StatedLeg>, change: Partial<Bet> | null = {}) =>
  compare([leg(own)], change === null ? [] : [bet(change)]).differences.map(({ kind }) => kind)

test('a bet that is open and as it was accepted is nothing to say', () => {
  expect(compare([leg()], [bet()])).toEqual({
    settle: [],
    external: [],
    unplaced: [],
    undecided: [],
    differences: [],
  })
})

test('a bet that has ended settles its leg with what the provider says it paid', () => {
  expect(settle({ status: 'won', returned: '78.32' })).toEqual(['won 78.32'])
  expect(settle({ status: 'cashed_out', returned: '30.01' })).toEqual(['cashed_out 30.01'])
  expect(settle({ status: 'void', returned: '33.33' })).toEqual(['void 33.33'])
})

test('a bet on a quarter line may return half, and without the amount it is not known how it ended', () => {
  const halved = { mayBeHalved: true, acceptedStake: '33.33', acceptedOdds: '2.35' }
  // 33.33 × 3.35 ÷ 2 = 55.82775
  for (const returned of ['78.32', '78.33', '55.82', '55.83'])
    expect(settle({ status: 'won', returned }, halved)).toEqual([`won ${returned}`])
  for (const returned of ['0.00', '16.66', '16.67'])
    expect(settle({ status: 'lost', returned }, halved)).toEqual([`lost ${returned}`])
  expect(settle({ status: 'void' }, halved)).toEqual(['void 33.33'])
  for (const status of ['won', 'lost'] as const) {
    expect(settle({ status }, halved)).toEqual([])
    expect(kinds(halved, { status })).toEqual(['other_return'])
  }
  expect(settle({ status: 'won', returned: '55.82' })).toEqual([])
  expect(settle({ status: 'lost', returned: '16.66' })).toEqual([])
})

test('where the provider does not say, it follows from the accepted stake and odds, to the nearest cent', () => {
  // 33.33 × 2.35 = 78.3255
  expect(settle({ status: 'won' })).toEqual(['won 78.33'])
  expect(settle({ status: 'won' }, { acceptedStake: '0.10', acceptedOdds: '1.05' })).toEqual([
    'won 0.11',
  ])
  expect(
    settle({ status: 'won' }, { acceptedStake: '9999999.99', acceptedOdds: '9.999999' }),
  ).toEqual(['won 99999989.90'])
  expect(settle({ status: 'lost' })).toEqual(['lost 0.00'])
  expect(settle({ status: 'void' })).toEqual(['void 33.33'])
  expect(settle({ status: 'won', odds: '2' }, { acceptedOdds: null })).toEqual(['won 66.66'])
})

test('a cash-out of an unknown amount is not settled but shown', () => {
  expect(settle({ status: 'cashed_out' })).toEqual([])
  expect(kinds({}, { status: 'cashed_out' })).toEqual(['other_return'])
})

test('a word that does not follow from stake and odds settles nothing, and a later one that does is taken', () => {
  for (const word of [
    { status: 'won', returned: '0.00' },
    { status: 'won', returned: '7832.00' },
    { status: 'lost', returned: '33.33' },
    { status: 'void', returned: '0.00' },
    { status: 'void', returned: '33.32' },
  ] as const) {
    expect(settle(word)).toEqual([])
    expect(kinds({}, word)).toEqual(['other_return'])
  }
  expect(settle({ status: 'cashed_out', returned: '0.00' })).toEqual(['cashed_out 0.00'])
})

test("a statement's settlement is corrected by a later statement, and a person's by none", () => {
  const lost = { result: 'lost', returned: '0.00', by: 'statement' } as const
  const paid = bet({ status: 'won', returned: '78.33' })
  const { settle: corrected, differences } = compare([leg({ settlement: lost })], [paid])
  expect(corrected).toMatchObject([{ result: 'won', returned: '78.33', corrects: lost }])
  expect(differences).toEqual([])
  const byPerson = { ...lost, by: 'Ada' }
  expect(compare([leg({ settlement: byPerson })], [paid]).settle).toEqual([])
  expect(kinds({ settlement: byPerson }, paid)).toEqual(['other_result'])
})

test('a settlement stays where the later word is older, open, its own or does not follow', () => {
  const settlement = { result: 'won', returned: '78.32', by: 'statement' } as const
  const lost = bet({ status: 'lost', returned: '0.00' })
  const known = {
    isLatest: false,
    elsewhere: new Set<string>(),
    unplaced: new Map(),
    external: new Set<string>(),
  }
  const reading = { bets: [lost], readAt }
  expect(compareStatement([leg({ settlement })], reading, known).settle).toEqual([])
  for (const change of [
    { status: 'open' },
    { status: 'won', returned: null },
    { status: 'won', returned: '0.00' },
    { status: 'lost', returned: '10.00' },
  ] as const)
    expect(settle(change, { settlement })).toEqual([])
  expect(settle({ status: 'won', returned: '78.33' }, { settlement })).toEqual(['won 78.33'])
})

test('only an accepted leg that is not settled is settled', () => {
  const settlement = { result: 'won', returned: '78.33' } as const
  expect(settle({ status: 'won', returned: '78.33' }, { settlement })).toEqual([])
  for (const state of ['PENDING', 'UNKNOWN', 'ESCALATED', 'REJECTED', 'ABSENT'] as const)
    expect(settle({ status: 'won', returned: '78.33' }, { state })).toEqual([])
})

test('an accepted bet that is not listed a minute later is missing', () => {
  expect(kinds({ changedAt: before(60_001) }, null)).toEqual(['missing'])
  expect(kinds({ changedAt: before(60_000) }, null)).toEqual([])
  expect(kinds({ settlement: { result: 'lost', returned: '0.00' } }, null)).toEqual([])
  expect(kinds({ state: 'UNKNOWN' }, null)).toEqual([])
})

test('another stake and other odds than the receipt said are differences', () => {
  expect(kinds({}, { stake: '33.3', odds: '2.350' })).toEqual(['other_stake'])
  expect(kinds({}, { odds: '2.36' })).toEqual(['other_odds'])
  expect(kinds({ acceptedOdds: null }, { odds: '2.36' })).toEqual([])
})

test('a return that does not follow from stake and odds is a difference, a cent of rounding is not', () => {
  expect(kinds({}, { status: 'won', returned: '78.32' })).toEqual([])
  expect(kinds({}, { status: 'won', returned: '78.33' })).toEqual([])
  expect(kinds({}, { status: 'won', returned: '78.31' })).toEqual(['other_return'])
  expect(kinds({}, { status: 'won', returned: '78.34' })).toEqual(['other_return'])
  expect(kinds({}, { status: 'void', returned: '33.00' })).toEqual(['other_return'])
  expect(kinds({}, { status: 'lost', returned: '1.00' })).toEqual(['other_return'])
})

test('a leg that a person settled otherwise than the provider is a difference', () => {
  const settlement = { result: 'won', returned: '78.33' } as const
  expect(kinds({ settlement }, { status: 'won', returned: '78.33' })).toEqual([])
  expect(kinds({ settlement }, { status: 'won', returned: '78.32' })).toEqual(['other_return'])
  expect(kinds({ settlement }, { status: 'lost', returned: '0.00' })).toEqual(['other_result'])
  expect(kinds({ settlement }, { status: 'open' })).toEqual(['other_result'])
})

test('a bet of a leg that had ended without one is a difference, and ours', () => {
  const { differences, external, unplaced } = compare([leg({ state: 'ABSENT' })], [bet()])
  expect(differences).toMatchObject([{ kind: 'other_result', legId: `${executionId}-A` }])
  expect(external).toEqual([])
  expect(unplaced).toMatchObject([{ legId: `${executionId}-A`, cause: 'after_end' }])
  expect(kinds({ state: 'REJECTED' }, { status: 'void' })).toEqual([])
})

test('an open bet that no leg placed is external; one that has ended is none of our business', () => {
  const own = bet({ betReference: 'hand', selectionId: 'away' })
  expect(compare([leg()], [bet(), own]).external).toEqual([own])
  expect(compare([leg()], [bet(), { ...own, status: 'pending' }]).external).toHaveLength(1)
  expect(compare([leg()], [bet(), { ...own, status: 'won' }]).external).toEqual([])
})

test('a bet on the selection of a leg that may have been placed is not called external', () => {
  const unresolved = ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'] as const
  for (const state of unresolved)
    expect(compare([leg({ state, betReference: null })], [bet()]).external).toEqual([])
  const other = leg({ state: 'UNKNOWN', betReference: null, selectionId: 'away' })
  expect(compare([other], [bet()]).external).toHaveLength(1)
})

test('a bet on the selection of a leg that had a permit is never external, whatever became of the leg', () => {
  const unplacedOf = (own: Partial<StatedLeg>, bets: Bet[]) => {
    const { external, unplaced } = compare([leg(own)], bets)
    expect(external).toEqual([])
    return unplaced.map((found) => `${found.cause} ${found.bet.betReference}`)
  }
  for (const state of ['REJECTED', 'ABSENT', 'DENIED', 'VOID'] as const)
    expect(unplacedOf({ state, betReference: null }, [bet()])).toEqual(['after_end N-1'])
  const other = bet({ betReference: 'N-2' })
  expect(unplacedOf({}, [bet(), other])).toEqual(['twin N-2'])
  expect(unplacedOf({}, [other])).toEqual(['twin N-2'])
  expect(unplacedOf({}, [bet(), { ...other, status: 'lost' }])).toEqual(['twin N-2'])
  expect(unplacedOf({ state: 'PENDING' }, [bet(), other])).toEqual([])
  const settlement = { result: 'won', returned: '78.33' } as const
  const paid = bet({ status: 'won', returned: '78.33' })
  expect(unplacedOf({ settlement }, [paid, other])).toEqual(['twin N-2'])
})

test('a bet that is still pending in a list is no alarm when its leg was just refused, and is one a minute later', () => {
  const pending = bet({ status: 'pending' })
  const refused = (ms: number) =>
    leg({ state: 'REJECTED', betReference: null, changedAt: before(ms) })
  for (const ms of [-1000, 0, 60_000])
    expect(compare([refused(ms)], [pending])).toMatchObject({
      external: [],
      unplaced: [],
      undecided: [pending],
    })
  expect(compare([refused(60_001)], [pending]).unplaced).toMatchObject([{ cause: 'after_end' }])
  // What was taken after all is an alarm at once, and so is what was not refused.
  expect(compare([refused(0)], [bet()]).unplaced).toMatchObject([{ cause: 'after_end' }])
  for (const state of ['ABSENT', 'DENIED'] as const)
    expect(compare([{ ...refused(0), state }], [pending]).unplaced).toHaveLength(1)
})

test('an accepted leg whose receipt named no bet has one of those on its selection, not all', () => {
  const nameless = leg({ betReference: null })
  expect(compare([nameless], [bet()])).toMatchObject({ external: [], unplaced: [] })
  const other = bet({ betReference: 'N-0', stake: '20.00' })
  expect(compare([nameless], [other, bet()])).toMatchObject({
    external: [],
    unplaced: [{ cause: 'twin', bet: { betReference: 'N-0' } }],
  })
})

test('a bet whose time the provider writes to the minute, or behind its permit, is still ours', () => {
  const ended = leg({ state: 'ABSENT', betReference: null, armedAtMs: before(3_600_000) })
  const placed = (ms: number) => bet({ placedAt: new Date(before(3_600_000) + ms).toISOString() })
  expect(compare([ended], [placed(-59_999)]).unplaced).toHaveLength(1)
  expect(compare([ended], [placed(-120_001)]).unplaced).toHaveLength(0)
  expect(compare([ended], [placed(-120_001)]).external).toHaveLength(1)
  expect(compare([leg({ ...ended, armedAtMs: null })], [placed(0)]).external).toHaveLength(1)
})
