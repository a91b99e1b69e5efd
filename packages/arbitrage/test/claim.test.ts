import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  doubtClaim,
  doubtReceipt,
  fromMinor,
  LARGEST_CLOCK_ERROR_MS,
  toMinor,
  type Claim,
  type Permitted,
} from '../src/index.ts'

const clickedMs = Date.parse('2026-11-22T10:00:42.300Z')
const permit: Permitted = {
  selectionId: '7',
  eventId: 'e1',
  stake: '25.00',
  leastOdds: '2',
  shownOdds: '2.1',
  listedBefore: new Set(['B-1']),
  notBeforeMs: clickedMs,
}
const claim: Claim = { betReference: 'B-9', stake: '25.00', odds: '2.1' }
const codeOf = (change: Claim, permitted: Partial<Permitted> = {}): string | undefined =>
  doubtClaim({ ...claim, ...change }, { ...permit, ...permitted })?.code

describe('an answer is the receipt of its leg', () => {
  it('with the stake of the permit or less, at its least odds or better', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2500 }),
        fc.integer({ min: 200, max: 420 }),
        (stake, odds) => {
          const taken = { stake: fromMinor(stake), odds: (odds / 100).toFixed(2) }
          expect(codeOf(taken)).toBeUndefined()
        },
      ),
    )
  })

  it('when it gives no more than that the bet was taken', () => {
    expect(codeOf({ stake: null, odds: null, betReference: null })).toBeUndefined()
  })

  it('when the clock of its provider is behind, or writes minutes only', () => {
    expect(codeOf({ placedAt: '2026-11-22T10:00:37.800Z' })).toBeUndefined()
    expect(codeOf({ placedAt: '2026-11-22T10:00:00Z' })).toBeUndefined()
  })
})

describe('an answer is not the receipt of its leg', () => {
  it('when a doubted answer to another leg named its bet, and it shows nothing besides', () => {
    expect(codeOf({}, { isNamedBefore: true })).toBe('OLDER_BET')
    expect(codeOf({ selectionId: '7' }, { isNamedBefore: true })).toBeUndefined()
    expect(codeOf({ betReference: null }, { isNamedBefore: false })).toBeUndefined()
  })

  it('when it gives a reference alone while an earlier leg may have become a bet that nobody can name', () => {
    expect(codeOf({}, { hasUnnamedBefore: true })).toBe('WHOSE_BET')
    expect(codeOf({ selectionId: '7' }, { hasUnnamedBefore: true })).toBeUndefined()
    expect(codeOf({ betReference: null }, { hasUnnamedBefore: true })).toBeUndefined()
  })

  it('when it claims the stake in hundredths, or any stake above the permit’s (C01)', () => {
    expect(codeOf({ stake: '2500' })).toBe('STAKE_OVER_PERMIT')
    fc.assert(
      fc.property(fc.integer({ min: toMinor('25.01'), max: 99_999_999 }), (stake) => {
        expect(codeOf({ stake: fromMinor(stake) })).toBe('STAKE_OVER_PERMIT')
      }),
    )
  })

  it('when nothing was staked', () => {
    expect(codeOf({ stake: '0.00' })).toBe('NOTHING_STAKED')
  })

  it('when its odds are below the least of the permit, or in thousandths', () => {
    expect(codeOf({ odds: '1.999999' })).toBe('ODDS_UNDER_PERMIT')
    expect(codeOf({ odds: '2100' })).toBe('ODDS_IMPLAUSIBLE')
  })

  it('when it names another selection or event', () => {
    expect(codeOf({ selectionId: '8' })).toBe('OTHER_SELECTION')
    expect(codeOf({ eventId: 'e2' })).toBe('OTHER_EVENT')
    expect(codeOf({ selectionId: '7', eventId: 'e1' })).toBeUndefined()
  })

  it('when it names a bet that was listed before the submit, or placed before the click', () => {
    expect(codeOf({ betReference: 'B-1' })).toBe('OLDER_BET')
    const placedAt = new Date(clickedMs - LARGEST_CLOCK_ERROR_MS - 1).toISOString()
    expect(codeOf({ placedAt })).toBe('OLDER_BET')
  })
})

it('a doubted answer claims nothing, and is kept as it came', () => {
  const raw = '{"ref":"B-9","stake":2500}'
  const receipt = {
    state: 'ACCEPTED' as const,
    stake: '2500',
    odds: '2.1',
    betReference: 'B-9',
    code: null,
    message: null,
    paper: false,
    raw,
  }
  const doubt = doubtClaim(receipt, permit)
  expect(doubt && doubtReceipt(receipt, doubt)).toMatchObject({
    state: 'UNKNOWN',
    stake: null,
    odds: null,
    betReference: null,
    code: 'STAKE_OVER_PERMIT',
    message: expect.stringContaining('a stake of 2500'),
    namedReference: 'B-9',
    raw,
  })
  expect(doubt && doubtReceipt({ ...receipt, raw: null }, doubt).raw).toContain(
    '"betReference":"B-9"',
  )
})
