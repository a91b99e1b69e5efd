import { describe, expect, it } from 'vitest'
import { foundIn, openDeskWithOpportunity, market, startMs } from './builders.ts'

describe('how often an opportunity is told', () => {
  it('is at most five times a second while its price moves, and never without the last price', () => {
    const { desk } = openDeskWithOpportunity()
    const told = Array.from({ length: 100 }, (_, index) => {
      const at = 10 * (index + 1)
      const odds = (2 + (index % 50) / 1_000).toFixed(3)
      const moved = desk.say('B', market('B', { outcome: 'away', odds }), { at })
      return [...foundIn(moved), ...foundIn(desk.tick(at))]
    }).flat()
    expect(told.length).toBeGreaterThanOrEqual(4)
    expect(told.length).toBeLessThanOrEqual(5)
    const [last] = [...told, ...foundIn(desk.tick(1_200))].slice(-1)
    expect(last?.legs.B.odds).toBe('2.049')
  })

  it('is once a second while nothing moves, with the age of its quotes and the time it was found', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('A', [], { at: 950 })
    desk.say('B', [], { at: 900 })
    expect(desk.tick(999)).toEqual([])
    const [again] = foundIn(desk.tick(1_000))
    expect(again?.legs.A.receivedAt).toBe(startMs + 950)
    expect(again?.legs.B.receivedAt).toBe(startMs + 900)
    expect(again?.foundAt).toBe(startMs)
  })

  it('is at once when it comes back', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('B', market('B', { outcome: 'away', odds: '1.7' }), { at: 10 })
    const back = desk.say('B', market('B', { outcome: 'away', odds: '2' }), { at: 20 })
    expect(foundIn(back)).toHaveLength(1)
  })
})
