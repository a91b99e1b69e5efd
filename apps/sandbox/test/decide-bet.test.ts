import { describe, expect, test } from 'vitest'
import { decideRefusal } from '../src/house/decide-bet.ts'
import { Board, type Quote } from '../src/market/board.ts'
import { listMatch } from '../src/market/listing.ts'

const EVENT = listMatch(
  {
    number: 1,
    sport: 'tennis',
    competition: { north: 'ATP Vienna', south: 'ATP Vienna' },
    home: { north: 'Novak Djokovic', south: 'Djokovic N.' },
    away: { north: 'Carlos Alcaraz', south: 'Alcaraz C.' },
    startMs: 0,
    houses: ['north'],
    markets: [{ kind: 'match-winner', line: null }],
  },
  'north',
)

function offerOf(change: Partial<Quote> = {}) {
  const id = EVENT.markets[0]?.selections[0].id ?? ''
  const quote: Quote = { odds: 210, limitMinor: 100_00, isOpen: true, isTrap: false, ...change }
  const board = new Board('north')
  board.list([EVENT], [{ id, quote }])
  return board.offer(id)
}

const submission = {
  user: 'ada',
  selectionId: '1',
  odds: 210,
  stakeMinor: 50_00,
  acceptsAnyOdds: false,
}
const present = { offer: offerOf(), balanceMinor: 500_00 }

describe('a house', () => {
  test('takes a bet at its present price', () => {
    expect(decideRefusal(submission, present)).toBeNull()
  })

  test('takes a bet at the limit with the last cent of the balance', () => {
    const all = { ...submission, stakeMinor: 100_00 }
    expect(decideRefusal(all, { ...present, balanceMinor: 100_00 })).toBeNull()
  })

  test('takes a bet whose price has grown, and one that has fallen only from who takes any', () => {
    expect(decideRefusal(submission, { ...present, offer: offerOf({ odds: 211 }) })).toBeNull()
    const fallen = { ...present, offer: offerOf({ odds: 209 }) }
    expect(decideRefusal(submission, fallen)?.code).toBe('PRICE_CHANGED')
    expect(decideRefusal({ ...submission, acceptsAnyOdds: true }, fallen)).toBeNull()
  })

  test.each([
    ['nobody is logged in', { user: null }, {}, 'LOGGED_OUT'],
    ['the selection is gone', {}, { offer: undefined }, 'SUSPENDED'],
    ['the selection is closed', {}, { offer: offerOf({ isOpen: false }) }, 'SUSPENDED'],
    ['the price only looks open', {}, { offer: offerOf({ isTrap: true }) }, 'SUSPENDED'],
    ['the stake is a cent above the limit', { stakeMinor: 100_01 }, {}, 'LIMIT'],
    ['the balance lacks a cent', {}, { balanceMinor: 49_99 }, 'FUNDS'],
  ])('refuses when %s', (_title, asked, found, code) => {
    expect(decideRefusal({ ...submission, ...asked }, { ...present, ...found })?.code).toBe(code)
  })
})
