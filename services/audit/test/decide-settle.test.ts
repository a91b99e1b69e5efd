import { legState, settlementResult } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { decideProfit } from '../src/settlement/decide-profit.ts'
import { decideSettle } from '../src/settlement/decide-settle.ts'

const legId = '11111111-1111-4111-8111-111111111111-A'
const won = { result: 'won', returned: '210.00' } as const
const settlement = { ...won, at: '2026-11-22T10:00:00.000Z', by: 'operator' }

const outcomeOf = (decision: ReturnType<typeof decideSettle>): string =>
  typeof decision === 'string' ? decision : decision.code

test('only an accepted leg has a bet to settle', () => {
  for (const state of legState.options)
    expect(outcomeOf(decideSettle({ legId, state, settlement: null }, won))).toBe(
      state === 'ACCEPTED' ? 'settle' : 'NOT_ACCEPTED',
    )
})

test('what was settled stays: the same again changes nothing, anything else is refused', () => {
  const leg = { legId, state: 'ACCEPTED', settlement } as const
  expect(decideSettle(leg, { ...won, returned: '210' })).toBe('stay')
  expect(outcomeOf(decideSettle(leg, { ...won, returned: '210.01' }))).toBe('SETTLED')
  for (const result of settlementResult.options.filter((each) => each !== 'won'))
    expect(outcomeOf(decideSettle(leg, { ...won, result }))).toBe('SETTLED')
})

test('a correction names the settlement that it corrects: another, or none, is refused', () => {
  const leg = { legId, state: 'ACCEPTED', settlement } as const
  const lost = { result: 'lost', returned: '0.00' } as const
  expect(decideSettle(leg, { ...lost, corrects: settlement.at })).toBe('correct')
  expect(decideSettle(leg, { ...lost, corrects: '2026-11-22T10:00:00Z' })).toBe('correct')
  expect(decideSettle(leg, { ...won, corrects: settlement.at })).toBe('stay')
  const other = { ...lost, corrects: '2026-11-22T10:00:00.001Z' }
  expect(outcomeOf(decideSettle(leg, other))).toBe('SETTLED')
})

const closed = { closedAt: '2026-11-22T10:00:00.000Z', profit: null }
const bet = (acceptedStake: string, returned: string | null) => ({
  state: 'ACCEPTED' as const,
  acceptedStake,
  settlement: returned === null ? null : { returned },
})

test('the profit is what came back less what was staked, to the cent', () => {
  expect(decideProfit(closed, [bet('100.10', '0'), bet('95.25', '200.03')])).toBe(468)
  expect(decideProfit(closed, [bet('0.10', '0'), bet('0.20', '0')])).toBe(-30)
})

test('a leg that was not accepted won and lost nothing', () => {
  const rejected = { state: 'REJECTED' as const, acceptedStake: null, settlement: null }
  expect(decideProfit(closed, [bet('10', '25'), rejected])).toBe(1500)
  expect(decideProfit(closed, [rejected])).toBeNull()
})

test('nothing is booked while a bet or the execution is open, and nothing twice', () => {
  const bets = [bet('10', '25'), bet('10', '0')]
  expect(decideProfit(closed, [bet('10', '25'), bet('10', null)])).toBeNull()
  expect(decideProfit({ ...closed, closedAt: null }, bets)).toBeNull()
  expect(decideProfit({ ...closed, profit: '5.00' }, bets)).toBeNull()
})
