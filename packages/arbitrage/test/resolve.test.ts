import { bet as betSchema, PERMIT_LIFE_MS, type Bet } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLOCK_SKEW_MS, decideOutcome, type ResolveInput, type TimedReading } from '../src/index.ts'

const armedAtMs = Date.parse('2026-11-22T18:00:00.000Z')
const delayMs = 5_000
/** From here on an accepted bet must show. */
const afterDelayMs = PERMIT_LIFE_MS + delayMs + CLOCK_SKEW_MS

function at(offsetMs: number): string {
  return new Date(armedAtMs + offsetMs).toISOString()
}

function bet(changes: Partial<Bet> = {}): Bet {
  return {
    betReference: 'R1',
    selectionId: 's1',
    stake: '25.00',
    odds: '2.1',
    status: 'open',
    placedAt: at(300),
    returned: null,
    cashOut: null,
    ...changes,
  }
}

function reading(offsetMs: number, bets: readonly Bet[] = [], balance = '1000.00'): TimedReading {
  return { bets: [...bets], balance, readAt: at(offsetMs), sinceSubmitMs: offsetMs }
}

function decide(readings: readonly TimedReading[], changes: Partial<ResolveInput> = {}) {
  return decideOutcome({
    leg: { selectionId: 's1', stake: '25.00', armedAt: at(0), betReference: null },
    readings,
    balanceBefore: '1000.00',
    claimedReferences: new Set(),
    longestAcceptanceDelayMs: delayMs,
    ...changes,
  })
}

const leg = {
  selectionId: 's1',
  stake: '25.00',
  leastOdds: '1.9',
  armedAt: at(0),
  betReference: null,
}
const late1 = (bets: readonly Bet[] = [], balance?: string) => reading(afterDelayMs, bets, balance)
const late2 = (bets: readonly Bet[] = [], balance?: string) =>
  reading(afterDelayMs + 2_000, bets, balance)

describe('an unknown leg was accepted', () => {
  it('when the provider lists one bet that can only be it', () => {
    expect(decide([reading(2_000, [bet()], '975.00')])).toEqual({ state: 'ACCEPTED', bet: bet() })
  })

  it('with the stake and odds that the provider booked, even if lower than asked', () => {
    const reduced = bet({ stake: '10.00', odds: '1.9' })
    expect(decide([reading(2_000, [reduced])])).toEqual({ state: 'ACCEPTED', bet: reduced })
  })

  it('even if the bet has been settled, voided or cashed out since', () => {
    for (const status of ['won', 'lost', 'void', 'cashed_out'] as const) {
      expect(decide([reading(2_000, [bet({ status })])]).state).toBe('ACCEPTED')
    }
  })

  it('even if the provider’s clock is a little behind ours', () => {
    const early = bet({ placedAt: at(-CLOCK_SKEW_MS) })
    expect(decide([reading(2_000, [early])]).state).toBe('ACCEPTED')
  })

  it('when the bet has the reference of its receipt, whatever its time', () => {
    const named = bet({ placedAt: at(-3_600_000), stake: '20.00' })
    const claiming = { ...leg, betReference: 'R1' }
    expect(decide([reading(2_000, [named])], { leg: claiming }).state).toBe('ACCEPTED')
  })

  it('by a reading that saw it, even if a later one did not', () => {
    const seen = [reading(2_000, [bet()]), reading(4_000)]
    expect(decide(seen).state).toBe('ACCEPTED')
  })
})

describe('an unknown leg stays unknown', () => {
  const late = [reading(afterDelayMs), reading(afterDelayMs + 2_000)]

  it('while nothing was read', () => {
    expect(decide([]).state).toBe('STILL_UNKNOWN')
  })

  it('after one empty reading, however late', () => {
    expect(decide([reading(3_600_000)]).state).toBe('STILL_UNKNOWN')
    expect(decide([reading(3_600_000), reading(3_600_000)]).state).toBe('STILL_UNKNOWN')
  })

  it('while the provider may still accept it', () => {
    const early = [reading(afterDelayMs - 2), reading(afterDelayMs - 1), reading(afterDelayMs)]
    expect(decide(early).state).toBe('STILL_UNKNOWN')
  })

  it('while its submit may have left so late that the provider still holds it', () => {
    const afterArmed = delayMs + CLOCK_SKEW_MS
    const early = [reading(afterArmed), reading(afterArmed + PERMIT_LIFE_MS - 1)]
    expect(decide(early).state).toBe('STILL_UNKNOWN')
  })

  it('if the balance has moved without a bet to show for it', () => {
    const moved = [reading(afterDelayMs), reading(afterDelayMs + 2_000, [], '975.00')]
    expect(decide(moved)).toMatchObject({ state: 'STILL_UNKNOWN' })
  })

  it('if the balance of before is not known', () => {
    expect(decide(late, { balanceBefore: null }).state).toBe('STILL_UNKNOWN')
  })

  it('if a bet on the selection is larger than was asked for', () => {
    const larger = bet({ stake: '25.01' })
    const seen = [reading(afterDelayMs, [larger]), reading(afterDelayMs + 2_000, [larger])]
    expect(decide(seen).state).toBe('STILL_UNKNOWN')
    const named = { ...leg, betReference: 'R1' }
    expect(decide(seen, { leg: named }).state).toBe('STILL_UNKNOWN')
  })
})

describe('an unknown leg is absent', () => {
  it('when two late readings show no bet and the balance of before', () => {
    const late = [reading(afterDelayMs), reading(afterDelayMs + 2_000)]
    expect(decide(late)).toMatchObject({ state: 'ABSENT' })
  })

  it('whatever bets there are on other selections, of before, or of other legs', () => {
    const bets = [
      bet({ betReference: 'other', selectionId: 's2' }),
      bet({ betReference: 'old', placedAt: at(-CLOCK_SKEW_MS - 1) }),
      bet({ betReference: 'claimed' }),
    ]
    const listedBefore = { open: ['other', 'old'], onSelection: ['old'] }
    const late = [late1(bets, '975.00'), late2(bets, '975.00')]
    const claimedReferences = new Set(['claimed'])
    expect(decide(late, { leg: { ...leg, listedBefore }, claimedReferences }).state).toBe('ABSENT')
  })

  it('when it was pending and two late readings no longer list it', () => {
    const pending = reading(2_000, [bet({ status: 'pending' })])
    const late = [reading(afterDelayMs), reading(afterDelayMs + 2_000)]
    expect(decide([pending, ...late]).state).toBe('ABSENT')
    expect(decide([pending, ...late.slice(1)]).state).toBe('STILL_UNKNOWN')
    const lateAndPending = reading(afterDelayMs, [bet({ status: 'pending' })])
    expect(decide([lateAndPending, ...late.slice(1)]).state).toBe('STILL_UNKNOWN')
  })
})

describe('an unknown leg is pending', () => {
  it('while the provider lists it so', () => {
    const pending = bet({ status: 'pending' })
    expect(decide([reading(2_000, [pending])])).toEqual({ state: 'PENDING', bet: pending })
  })

  it('no longer once a later reading shows it open, in whatever order the readings are given', () => {
    const readings = [reading(4_000, [bet()]), reading(2_000, [bet({ status: 'pending' })])]
    expect(decide(readings).state).toBe('ACCEPTED')
  })
})

describe('two bets that might be one leg’s', () => {
  it('are a duplicate, never a choice', () => {
    const two = [bet(), bet({ betReference: 'R2' })]
    expect(decide([reading(2_000, two)])).toEqual({ state: 'DUPLICATE', bets: two })
  })

  it('are a duplicate even if no reading shows both', () => {
    const readings = [reading(2_000, [bet()]), reading(4_000, [bet({ betReference: 'R2' })])]
    expect(decide(readings).state).toBe('DUPLICATE')
  })

  it('are none if one of them belongs to another leg', () => {
    const two = [bet(), bet({ betReference: 'R2' })]
    const claimedReferences = new Set(['R2'])
    expect(decide([reading(2_000, two)], { claimedReferences }).state).toBe('ACCEPTED')
  })
})

describe('whatever was read', () => {
  const anyBet: fc.Arbitrary<Bet> = fc.record({
    betReference: fc.constantFrom('R1', 'R2', 'R3'),
    selectionId: fc.constantFrom('s1', 's2'),
    stake: fc.constantFrom('10.00', '25.00', '30.00'),
    odds: fc.constantFrom('1.9', '2.1'),
    status: fc.constantFrom(...betSchema.shape.status.options),
    placedAt: fc.integer({ min: -10_000, max: 10_000 }).map(at),
    returned: fc.constant(null),
    cashOut: fc.constant(null),
  })
  const anyReading = fc
    .record({
      bets: fc.uniqueArray(anyBet, { selector: (one) => one.betReference, maxLength: 2 }),
      balance: fc.constantFrom('1000.00', '1000.00', '975.00'),
      sinceSubmitMs: fc.integer({ min: 4_000, max: 20_000 }),
      // The clock of whoever read it shows anything.
      readAt: fc.integer({ min: -60_000, max: 60_000 }).map(at),
    })
    .map((one) => one satisfies TimedReading)
  const readings = fc.array(anyReading, { maxLength: 4 })
  /** The balance is that of before, but for the bets of other legs that were placed since. */
  function explains(last: TimedReading | undefined, claimed: readonly string[]): boolean {
    const since = last?.bets.filter(
      (one) => claimed.includes(one.betReference) && Date.parse(one.placedAt) >= armedAtMs,
    )
    const staked = since?.reduce((sum, { stake }) => sum + Number(stake), 0) ?? 0
    return Number(last?.balance) === 1000 - staked
  }
  const claims = fc.subarray(['R1', 'R2', 'R3'])

  function isOurs(one: Bet, claimed: ReadonlySet<string>): boolean {
    return one.selectionId === 's1' && !claimed.has(one.betReference)
  }

  it('a leg is absent only if nobody saw its bet late, and the money is where it was', () => {
    let absent = 0
    fc.assert(
      fc.property(readings, claims, (all, taken) => {
        const claimedReferences = new Set(taken)
        if (decide(all, { claimedReferences }).state !== 'ABSENT') return true
        absent += 1
        const last = all.toSorted((one, other) => one.sinceSubmitMs - other.sinceSubmitMs).at(-1)
        const isSeen = last?.bets.some((one) => isOurs(one, claimedReferences))
        const isLate = (last?.sinceSubmitMs ?? 0) >= PERMIT_LIFE_MS + delayMs
        return isSeen === false && isLate && explains(last, taken)
      }),
      { numRuns: 500 },
    )
    expect(absent).toBeGreaterThan(0)
  })

  it('a leg is accepted only by a bet that was read, on its selection, that no other leg claims', () => {
    let accepted = 0
    fc.assert(
      fc.property(readings, claims, (all, taken) => {
        const claimedReferences = new Set(taken)
        const decision = decide(all, { claimedReferences })
        if (decision.state !== 'ACCEPTED') return true
        accepted += 1
        const { bet: taking } = decision
        const isRead = all.some(({ bets }) => bets.includes(taking))
        return isRead && isOurs(taking, claimedReferences) && taking.status !== 'pending'
      }),
      { numRuns: 500 },
    )
    expect(accepted).toBeGreaterThan(0)
  })

  it('the order in which readings are given changes nothing', () => {
    const distinct = fc.uniqueArray(anyReading, {
      selector: (one) => one.sinceSubmitMs,
      maxLength: 4,
    })
    fc.assert(
      fc.property(distinct, (all) => {
        expect(decide(all.toReversed()).state).toBe(decide(all).state)
      }),
    )
  })
})
