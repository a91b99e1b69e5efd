import { PERMIT_LIFE_MS, type Bet } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { CLOCK_SKEW_MS, decideOutcome, type TimedReading, type UnknownLeg } from '../src/index.ts'

/** The permit and the bet of C09. */
const armedAtMs = Date.parse('2026-11-22T10:00:42.300Z')
const delayMs = 5_000
const lateMs = PERMIT_LIFE_MS + delayMs + CLOCK_SKEW_MS
const at = (offsetMs: number): string => new Date(armedAtMs + offsetMs).toISOString()

const leg: UnknownLeg = {
  selectionId: '7',
  stake: '25.00',
  leastOdds: '2',
  armedAt: at(0),
  betReference: null,
}
const bet = (change: Partial<Bet> = {}): Bet => ({
  betReference: 'B-9',
  selectionId: '7',
  stake: '25.00',
  odds: '2.1',
  status: 'open',
  placedAt: at(300),
  returned: null,
  cashOut: null,
  ...change,
})
const readTwice = (
  bets: readonly Bet[],
  { balance = '1000.00', ...part }: Partial<TimedReading> = {},
): TimedReading[] => {
  const readAtMs = (ms: number): TimedReading => ({
    bets: [...bets],
    balance,
    readAt: at(ms),
    sinceSubmitMs: ms,
    ...part,
  })
  return [readAtMs(lateMs), readAtMs(lateMs + 2_000)]
}
const decide = (
  readings: readonly TimedReading[],
  change: Partial<UnknownLeg> = {},
  claimed: readonly string[] = [],
) =>
  decideOutcome({
    leg: { ...leg, ...change },
    readings,
    balanceBefore: '1000.00',
    claimedReferences: new Set(claimed),
    longestAcceptanceDelayMs: delayMs,
  })

const NONE = { open: [], onSelection: [] }
const CLOCKS = [
  ['5 s behind', '2026-11-22T10:00:37.800Z'],
  ['of whole minutes', '2026-11-22T10:00:00Z'],
  ['of whole seconds, and behind', '2026-11-22T10:00:30Z'],
] as const

describe.each(CLOCKS)('a bet by a clock that is %s (C09)', (_, placedAt) => {
  it.each(['975.00', '1000.00'])(
    'is ours where it was not listed before; balance %s',
    (balance) => {
      const readings = readTwice([bet({ placedAt })], { balance })
      expect(decide(readings, { listedBefore: NONE })).toMatchObject({ state: 'ACCEPTED' })
    },
  )

  it.each(['975.00', '1000.00'])(
    'leaves the leg unknown where nobody knows; balance %s',
    (balance) => {
      const readings = readTwice([bet({ placedAt })], { balance })
      expect(decide(readings)).toMatchObject({
        state: 'STILL_UNKNOWN',
        why: expect.stringContaining('B-9'),
      })
    },
  )

  it('is not ours where it was listed before', () => {
    const listedBefore = { open: ['B-9'], onSelection: ['B-9'] }
    expect(decide(readTwice([bet({ placedAt })]), { listedBefore }).state).toBe('ABSENT')
  })
})

describe('a leg is never absent', () => {
  it.each([at(-3_600_000), at(-86_400_000), at(3_600_000)])(
    'while a bet of %s on its selection is listed that no other leg has',
    (placedAt) => {
      for (const listedBefore of [null, NONE]) {
        const state = decide(readTwice([bet({ placedAt })]), { listedBefore }).state
        expect(['STILL_UNKNOWN', 'ACCEPTED']).toContain(state)
      }
    },
  )

  it.each([2_000, 15_000, 3_600_000])(
    'before its bet could no longer be accepted, though the clock of who reads is %i ms ahead',
    (aheadMs) => {
      const early = [700, 1_700].map((ms) => ({
        bets: [],
        balance: '1000.00',
        readAt: at(ms + aheadMs),
        sinceSubmitMs: ms,
      }))
      expect(decide(early, { listedBefore: NONE }).state).toBe('STILL_UNKNOWN')
    },
  )

  it('by a bet that a clock which is ahead makes look new, it is not accepted either', () => {
    expect(decide(readTwice([bet({ placedAt: at(3_600_000) })])).state).toBe('STILL_UNKNOWN')
  })

  it('by lists of which a row could not be read, or one page was read', () => {
    expect(decide(readTwice([], { unreadable: 1 }))).toMatchObject({
      state: 'STILL_UNKNOWN',
      why: expect.stringContaining('could not be read'),
    })
    expect(decide(readTwice([], { isPartial: true }))).toMatchObject({
      state: 'STILL_UNKNOWN',
      why: expect.stringContaining('a part of the list'),
    })
    expect(decide(readTwice([])).state).toBe('ABSENT')
  })

  it('by lists that lack a bet which was open before the submit', () => {
    const listedBefore = { open: ['B-1'], onSelection: [] }
    expect(decide(readTwice([]), { listedBefore })).toMatchObject({
      state: 'STILL_UNKNOWN',
      why: expect.stringContaining('lacks bet B-1'),
    })
  })

  it('while the odds or the stake of its bet are not those that were permitted', () => {
    for (const wrong of [{ stake: '2500.00' }, { odds: '1.99' }])
      expect(decide(readTwice([bet(wrong)], { balance: '975.00' })).state).toBe('STILL_UNKNOWN')
  })
})

describe('a balance that moved', () => {
  const other = (change: Partial<Bet> = {}): Bet =>
    bet({ betReference: 'B-1', selectionId: '8', placedAt: at(-3_600_000), ...change })
  const listedBefore = { open: ['B-1'], onSelection: [] }

  it.each([
    ['won', '52.50', '1052.50'],
    ['void', '25.00', '1025.00'],
    ['cashed_out', '20.00', '1020.00'],
    ['lost', null, '1000.00'],
  ] as const)('is explained by an older bet that has ended as %s', (status, returned, balance) => {
    const readings = readTwice([other({ status, returned })], { balance })
    expect(decide(readings, { listedBefore }).state).toBe('ABSENT')
    // Our own stake is missing besides.
    const less = (Number(balance) - 25).toFixed(2)
    const masked = readTwice([other({ status, returned })], { balance: less })
    expect(decide(masked, { listedBefore }).state).toBe('STILL_UNKNOWN')
  })

  it('that did not move although an older bet returned something hides a stake', () => {
    const readings = readTwice([other({ status: 'void', returned: '25.00' })])
    expect(decide(readings, { listedBefore }).state).toBe('STILL_UNKNOWN')
  })

  it('is explained by a bet of another leg that was placed since', () => {
    const readings = readTwice([other({ placedAt: at(1_000) })], { balance: '975.00' })
    expect(decide(readings, { listedBefore: NONE }, ['B-1']).state).toBe('ABSENT')
    expect(decide(readings, {}, ['B-1']).state).toBe('ABSENT')
    // A bet that is nobody's explains nothing: it may be placed by hand before the balance was read.
    expect(decide(readings, { listedBefore: NONE }).state).toBe('STILL_UNKNOWN')
  })

  it('is not explained by a bet that ended long before, or by one that does not show what it returned', () => {
    const ended = other({ status: 'won', returned: '52.50' })
    expect(decide(readTwice([ended]), { listedBefore: NONE }, ['B-1']).state).toBe('ABSENT')
    const silent = readTwice([other({ status: 'won' })], { balance: '1052.50' })
    expect(decide(silent, { listedBefore }).state).toBe('STILL_UNKNOWN')
  })

  it('is explained by a bet that ended between two readings, even if nothing was read before', () => {
    const [first, second] = readTwice([other({ status: 'won', returned: '52.50' })], {
      balance: '1052.50',
    })
    if (!first || !second) throw new Error('two readings')
    const early = { ...first, bets: [other()], balance: '1000.00', sinceSubmitMs: 1_000 }
    expect(decide([early, first, second]).state).toBe('ABSENT')
  })
})
