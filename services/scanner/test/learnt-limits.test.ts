/** What a provider accepted of a larger stake bounds the stakes that are shown. */
import { createLimitBook, toMinor, worstCaseProfit } from '@surefoot/arbitrage'
import type { Account, LearntLimit, Opportunity } from '@surefoot/shared/messages'
import { expect, it } from 'vitest'
import { foundIn, openDesk, market, terms } from './builders.ts'

const limitOf = (account: Account, stake: string): LearntLimit => ({
  deskId: 'main',
  account,
  providerId: account === 'A' ? 'north' : 'south',
  sport: 'tennis',
  market: 'match_winner',
  legId: `11111111-1111-4111-8111-111111111111-${account}`,
  stake,
  asked: '25.00',
  since: '2026-11-22T17:00:00.000Z',
})

/** A: Djokovic at 2.2; B: Alcaraz at 2. */
function openWith(limits: readonly LearntLimit[], minMinor = 1) {
  const book = createLimitBook()
  book.read()(limits)
  const ofProvider = { ...terms, limits: { ...terms.limits, minMinor } }
  const desk = openDesk({ limits: book, findTerms: () => ofProvider })
  desk.say('A', market('A', { odds: '2.2' }))
  const [found] = foundIn(desk.say('B', market('B', { outcome: 'away', odds: '2' })))
  return { book, desk, found }
}

const stakesOf = (found: Opportunity | undefined) => [found?.legs.A.stake, found?.legs.B.stake]

it('stakes and profit are shown within the limits of both accounts, as what they win for sure', () => {
  for (const limits of [[limitOf('A', '2.50')], [limitOf('B', '2.75')]]) {
    const { found } = openWith(limits)
    expect(stakesOf(found)).toEqual(['2.50', '2.75'])
    const bets = [found?.legs.A, found?.legs.B].flatMap((leg) =>
      leg === undefined ? [] : [{ ...leg, stakeMinor: toMinor(leg.stake) }],
    )
    expect(toMinor(found?.profit ?? '0')).toBe(worstCaseProfit(bets, ['home', 'away']))
  }
})

it('stakes follow a limit that is learnt and one that is forgotten, with the next prices', () => {
  const { book, desk, found } = openWith([])
  expect(stakesOf(found)).toEqual(['25.00', '27.50'])
  const change = { deskId: 'main', limit: limitOf('B', '2.75') }
  book.adopt({ ...change, isForgotten: false })
  expect(stakesOf(foundIn(desk.tick(250))[0])).toEqual(['2.50', '2.75'])
  book.adopt({ ...change, isForgotten: true })
  expect(stakesOf(foundIn(desk.tick(500))[0])).toEqual(['25.00', '27.50'])
})

it('an opportunity of which no stakes within a limit win stays shown, so that the refusal can name the limit', () => {
  const { found } = openWith([limitOf('B', '2.75')], 500)
  expect(stakesOf(found)).toEqual(['25.00', '27.50'])
})
