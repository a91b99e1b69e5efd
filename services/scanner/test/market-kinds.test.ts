import type { Account, Market, Outcome, Quote } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { foundIn, market, openDesk, terms } from './builders.ts'

const teams = { sport: 'football', home: 'Everton', away: 'Liverpool' } as const
/** As a provider lists the match that names its sides the other way round. */
const turned = { sport: 'football', home: 'Liverpool', away: 'Everton' } as const

type Listed = Partial<Quote>

/** Stakes in steps of 5.00, so that the outcomes win unlike amounts: 25.00 at 2.2 against 25.00 at 2.1. */
const coarse = { ...terms, limits: { ...terms.limits, stepMinor: 500 } }

/** What is found once both accounts have listed a market, first at prices that agree and promise nothing. */
function find(A: Listed, B: Listed, providerA = 'north') {
  const desk = openDesk({ findTerms: () => coarse })
  const show = (account: Account, listed: Listed, odds: string, at: number) => {
    const of = account === 'A' ? { providerId: providerA } : {}
    return desk.say(account, market(account, { ...listed, ...of, odds }), { at, ...of })
  }
  show('A', A, '1.5', 0)
  show('B', B, '2.4', 0)
  show('A', A, '2.2', 1000)
  return foundIn([...show('B', B, '2.1', 1000), ...desk.tick(3000)]).at(-1)
}

const handicap = (line: string, outcome: Outcome) =>
  ({ market: 'handicap', line, outcome }) as const

describe('a handicap', () => {
  it('is paired at one line of home, which away has with the other sign', () => {
    const found = find(
      { ...teams, ...handicap('-0.5', 'home') },
      { ...teams, ...handicap('-0.50', 'away') },
    )
    expect(found).toMatchObject({ market: 'handicap', line: '-0.5', profit: '2.50' })
    const unlike = find(
      { ...teams, ...handicap('-0.5', 'home') },
      { ...teams, ...handicap('0.5', 'away') },
    )
    expect(unlike).toBeUndefined()
  })

  it('has the other sign where a provider lists the sides the other way round', () => {
    const found = find(
      { ...teams, ...handicap('-0.5', 'home') },
      { ...turned, ...handicap('0.5', 'home') },
    )
    expect(found?.legs.B).toMatchObject({ outcome: 'away', selectionId: 's1-0.5home' })
    const same = find(
      { ...teams, ...handicap('-0.5', 'home') },
      { ...turned, ...handicap('-0.5', 'home') },
    )
    expect(same).toBeUndefined()
  })

  it('of a quarter line wins half of what its worse branch wins, whichever way round it is listed', () => {
    const listings = [
      [
        { ...teams, ...handicap('-0.25', 'home') },
        { ...teams, ...handicap('-0.25', 'away') },
      ],
      [
        { ...turned, ...handicap('0.25', 'away') },
        { ...teams, ...handicap('-0.25', 'away') },
      ],
      [
        { ...teams, ...handicap('-0.25', 'home') },
        { ...turned, ...handicap('0.25', 'home') },
      ],
    ] as const
    const half = ['1.25', '1.25', '1.25']
    expect(listings.map(([A, B]) => find(A, B)?.profit)).toEqual(half)
    // The provider whose name comes first names the match, and the other one's listing is turned.
    expect(listings.map(([A, B]) => find(A, B, 'zenith')?.profit)).toEqual(half)
  })

  it('of a whole line, and a winner without the draw, win nothing for sure', () => {
    const draw = { ...teams, market: 'draw_no_bet', line: null } as const
    expect(find({ ...draw, outcome: 'home' }, { ...draw, outcome: 'away' })).toBeUndefined()
    for (const line of ['0', '-1'])
      expect(
        find({ ...teams, ...handicap(line, 'home') }, { ...teams, ...handicap(line, 'away') }),
      ).toBeUndefined()
  })
})

/** First with two outcomes that have nothing to do with the sides. */
const plain: readonly (readonly [Market, Outcome, Outcome])[] = [
  ['both_score', 'yes', 'no'],
  ['odd_even', 'odd', 'even'],
]

it.each(plain)(
  '%s is paired, also where the sides are listed the other way round',
  (kind, one, other) => {
    for (const sides of [teams, turned]) {
      const found = find(
        { ...teams, market: kind, line: null, outcome: one },
        { ...sides, market: kind, line: null, outcome: other },
      )
      expect(found).toMatchObject({ market: kind, line: null, profit: '2.50' })
      expect([found?.legs.A.outcome, found?.legs.B.outcome]).toEqual([one, other])
    }
  },
)

it('a market that is read and shown only is not paired', () => {
  const total = { market: 'home_total', line: '1.5' } as const
  expect(
    find({ ...teams, ...total, outcome: 'over' }, { ...teams, ...total, outcome: 'under' }),
  ).toBeUndefined()
  const result = { market: 'result', line: null } as const
  expect(
    find({ ...teams, ...result, outcome: 'home' }, { ...teams, ...result, outcome: 'away' }),
  ).toBeUndefined()
})
