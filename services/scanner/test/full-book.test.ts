import { describe, expect, it } from 'vitest'
import { doubtedIn, foundIn, goneIn, openDesk, quote, type TestDesk } from './builders.ts'

const MATCHES = 250
/** Every tenth match is worth taking: Player at North, Rival at South. */
const isWorth = (index: number): boolean => index % 10 === 0

/** Names that share nothing but the alphabet. */
function nameOf(index: number, role: string): { readonly full: string; readonly short: string } {
  const letters = index
    .toString()
    .padStart(3, '0')
    .replace(/\d/g, (digit) => 'bcdfghjklm'.charAt(Number(digit)))
  const surname = `${role}${letters}${letters}`
  return { full: `Ada ${surname}`, short: `${surname} A.` }
}

function eventOf(account: 'A' | 'B', index: number) {
  const [player, rival] = [nameOf(index, 'Pla'), nameOf(index, 'Riv')]
  const form = account === 'A' ? 'full' : 'short'
  return { eventId: `${account}${index}`, home: player[form], away: rival[form] }
}

function quotesOf(account: 'A' | 'B') {
  return Array.from({ length: MATCHES }, (_, index) => {
    const event = eventOf(account, index)
    const total = { ...event, market: 'total', line: '22.5' } as const
    const lifted = isWorth(index) ? (account === 'A' ? 'home' : 'away') : undefined
    return [
      quote(account, { ...event, odds: lifted === 'home' ? '3.1' : '2.6' }),
      quote(account, { ...event, outcome: 'away', odds: lifted === 'away' ? '1.55' : '1.43' }),
      quote(account, { ...total, outcome: 'over' }),
      quote(account, { ...total, outcome: 'under' }),
    ]
  }).flat()
}

function fill(desk: TestDesk) {
  return [...desk.say('A', quotesOf('A')), ...desk.say('B', quotesOf('B'))]
}

describe('a book of two thousand quotes', () => {
  it('gives every opportunity that is in it, and no other', () => {
    const found = foundIn(fill(openDesk()))
    expect(quotesOf('A').length + quotesOf('B').length).toBe(2_000)
    const expected = Array.from({ length: MATCHES }, (_, index) => index).filter(isWorth)
    expect(found.map(({ legs }) => legs.A.eventId).toSorted()).toEqual(
      expected.map((index) => `A${index}`).toSorted(),
    )
    expect(found.every(({ legs }) => legs.A.eventId.slice(1) === legs.B.eventId.slice(1))).toBe(
      true,
    )
    expect(new Set(found.map(({ opportunityId }) => opportunityId)).size).toBe(expected.length)
  })

  it('is left as it was by a price that concerns another match', () => {
    const desk = openDesk()
    fill(desk)
    const moved = quote('A', { ...eventOf('A', 1), odds: '2.6' })
    expect(desk.say('A', [moved], { at: 10 })).toEqual([])
  })

  it('loses all it told when an account falls silent, and finds all of it again', () => {
    const desk = openDesk()
    const told = foundIn(fill(desk)).length
    desk.say('A', [], { at: 3_000 })
    const gone = goneIn(desk.tick(6_000))
    expect(gone).toHaveLength(told)
    expect(new Set(gone)).toEqual(new Set(['stale']))
    expect(foundIn(desk.say('B', [], { at: 6_100 }))).toHaveLength(told)
  })

  it('doubts none of these prices', () => {
    expect(doubtedIn(fill(openDesk()))).toEqual([])
  })
})
