import { describe, expect, it } from 'vitest'
import { foundIn, goneIn, openDesk, openDeskWithOpportunity, market, startMs } from './builders.ts'

describe('quotes of a silent account', () => {
  it('make no opportunity, and end the one that was told', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('A', [], { at: 5_000 })
    expect(goneIn(desk.tick(5_000))).toEqual([])
    expect(goneIn(desk.tick(5_001))).toEqual(['stale'])
    expect(desk.say('A', market('A', { odds: '2.3' }), { at: 5_002 })).toEqual([])
  })

  it('are believed again when its stream speaks, of whatever', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('A', [], { at: 6_000 })
    desk.tick(6_000)
    const [found] = foundIn(desk.say('B', [], { at: 6_010 }))
    expect(found?.legs.B.receivedAt).toBe(startMs + 6_010)
  })

  it('are kept alive by packets that hold no quotes, not by a browser that is merely up', () => {
    const { desk } = openDeskWithOpportunity()
    desk.report('A', { lastPacketAt: startMs + 4_000 }, 4_500)
    desk.report('B', { lastPacketAt: startMs }, 4_500)
    expect(goneIn(desk.tick(5_001))).toEqual(['stale'])
    const { desk: other } = openDeskWithOpportunity()
    other.report('A', { lastPacketAt: startMs + 4_000 }, 4_500)
    other.report('B', { lastPacketAt: startMs + 4_000 }, 4_500)
    expect(goneIn(other.tick(5_001))).toEqual([])
  })

  it('are stale on arrival if they have waited for too long', () => {
    const desk = openDesk()
    desk.say('B', [])
    desk.say('A', market('A', { odds: '2.2' }), { at: 6_000 })
    const late = { receivedAt: startMs, at: 6_000 }
    expect(desk.say('B', market('B', { outcome: 'away', odds: '2' }), late)).toEqual([])
  })

  it('are not younger for a clock that is ahead of ours', () => {
    const desk = openDesk()
    desk.say('A', market('A', { odds: '2.2' }), { receivedAt: startMs + 60_000 })
    const [found] = foundIn(desk.say('B', market('B', { outcome: 'away', odds: '2' })))
    expect(found?.legs.A.receivedAt).toBe(startMs)
    desk.say('B', [], { at: 4_000 })
    expect(goneIn(desk.tick(5_000))).toEqual([])
    expect(goneIn(desk.tick(5_001))).toEqual(['stale'])
  })
})
