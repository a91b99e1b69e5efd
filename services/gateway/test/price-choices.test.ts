import { type PresentPrice, refuse } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import type { Desk } from '../src/desk.ts'
import { viewChoices, type Market } from '../src/needs/price-choices.ts'
import { accountRow, leg, recordOf } from './support/samples.ts'

/** A with 25.00 at 2.10 on home; B was never placed. */
const LONE = recordOf([leg('A'), leg('B', { state: 'REJECTED' })])
const LIMITS = { stepMinor: 1, minMinor: 100, maxMinor: null }

function price(which: 'A' | 'B', change: Partial<PresentPrice> = {}): PresentPrice {
  return {
    account: which,
    selectionId: which === 'A' ? 'h-1' : 'b-1',
    providerId: 'north',
    contractVersion: 1,
    odds: which === 'A' ? '1.80' : '2.00',
    maxStake: null,
    suspended: false,
    ageMs: 400,
    ...change,
  }
}

type View = NonNullable<Desk['accounts']['A']['browser']>

function account(which: 'A' | 'B', browser: Partial<View> | null = {}): Desk['accounts']['A'] {
  const up: View = {
    isUp: true,
    pageOrigin: null,
    isLoggedIn: true,
    balance: '500.00',
    streamAgeMs: 100,
    quotesMapped: 9,
    unread: null,
  }
  return {
    ...accountRow(which),
    waitsFor: null,
    browser: browser === null ? null : { ...up, ...browser },
  }
}

const market = (change: Partial<Market> = {}): Market => ({
  prices: { ok: true, prices: [price('A'), price('B')], maxAgeMs: 5000 },
  limitsOf: () => ({ ok: true, limits: LIMITS }),
  accounts: { A: account('A'), B: account('B') },
  ...change,
})

const view = (change: Partial<Market> = {}, record = LONE) => viewChoices(record, market(change))
/** The choice at B with its prices changed so. */
const atB = (change: Partial<PresentPrice>) => {
  const prices = [price('A'), price('B', change)]
  return view({ prices: { ok: true, prices, maxAgeMs: 5000 } })?.choices[0]
}

const NUMBERS = { odds: null, stake: null, worstCase: null }

describe('the choices of a lone leg', () => {
  test('are a bet at each account, each with its stake and what all bets lose at worst after it', () => {
    expect(view()).toEqual({
      worstCase: '-25.00',
      payoff: [
        { outcome: 'home', amount: '27.50' },
        { outcome: 'away', amount: '-25.00' },
      ],
      choices: [
        {
          kind: 'other_side',
          account: 'B',
          outcome: 'away',
          providerId: 'north',
          odds: '2.00',
          ageMs: 400,
          // 52.50 / 2.00: both outcomes win 1.25.
          stake: '26.25',
          worstCase: '1.25',
          why: null,
        },
        {
          kind: 'opposite',
          account: 'A',
          outcome: 'away',
          providerId: 'north',
          odds: '1.80',
          ageMs: 400,
          // 52.50 / 1.80 = 29.17 up to the cent: home wins 27.50 − 29.17.
          stake: '29.17',
          worstCase: '-1.67',
          why: null,
        },
      ],
    })
  })

  test('follow the price, the largest stake of the price, and the balance', () => {
    expect(atB({ odds: '2.10' })).toMatchObject({ stake: '25.00', worstCase: '2.50' })
    expect(atB({ maxStake: '10.00' })).toMatchObject({ stake: '10.00', worstCase: '-15.00' })
    const poor = { A: account('A'), B: account('B', { balance: '20.00' }) }
    expect(view({ accounts: poor })?.choices[0]).toMatchObject({ stake: '20.00' })
  })

  test('no better than holding can not be placed, though its numbers are known', () => {
    // 1.01 wins back one in a hundred: what it saves is more than it costs, so the smallest stake decides.
    const limits = { stepMinor: 1, minMinor: 100_000, maxMinor: null }
    const rich = { A: account('A'), B: account('B', { balance: '9000.00' }) }
    const dear = view({ accounts: rich, limitsOf: () => ({ ok: true, limits }) })?.choices[0]
    expect(dear).toMatchObject({ stake: '1000.00', why: 'It is no better than holding.' })
  })

  test.each<[string, Partial<PresentPrice>, string]>([
    ['suspended', { suspended: true }, 'suspended'],
    ['old', { ageMs: 5001 }, 'older than 5 s'],
    ['of another bookmaker', { providerId: 'south' }, 'another bookmaker'],
    ['read by another version of the contract', { contractVersion: 2 }, 'another version'],
    ['of another selection', { selectionId: 'x' }, 'no price'],
  ])('whose price is %s shows no number, and why', (_, change, why) => {
    expect(atB(change)).toMatchObject({ ...NUMBERS, why: expect.stringContaining(why) })
  })

  test('shows the age of a price that is too old', () => {
    expect(atB({ ageMs: 12_000 })).toMatchObject({ ...NUMBERS, ageMs: 12_000 })
  })

  test.each<[string, Partial<Market>, string]>([
    [
      'the scanner is silent',
      { prices: refuse('SCANNER_SILENT', 'No price is known.') },
      'No price',
    ],
    ['there is no browser', { accounts: { A: account('A'), B: account('B', null) } }, 'no browser'],
    [
      'the account is logged out',
      { accounts: { A: account('A'), B: account('B', { isLoggedIn: false }) } },
      'logged out',
    ],
    [
      'the balance is not known',
      { accounts: { A: account('A'), B: account('B', { balance: null }) } },
      'balance',
    ],
    [
      'the contract cannot be read',
      { limitsOf: () => refuse('NO_CONTRACT', 'Its contract cannot be read.') },
      'contract',
    ],
  ])('shows no number while %s', (_, change, why) => {
    expect(view(change)?.choices[0]).toMatchObject({
      ...NUMBERS,
      why: expect.stringContaining(why),
    })
  })

  test('are none while a leg may still change, and none without a bet', () => {
    expect(view({}, recordOf([leg('A'), leg('B', { state: 'UNKNOWN' })]))).toBeNull()
    const none = [leg('A', { state: 'ABSENT' }), leg('B', { state: 'REJECTED' })]
    expect(view({}, recordOf(none))).toBeNull()
  })
})
