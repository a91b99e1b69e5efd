import { describe, expect, it } from 'vitest'
import { openDesk, quote, startMs } from './builders.ts'

describe('the present price of a selection', () => {
  const home = quote('A', { odds: '2.2' })

  it('is the last one that the stream of its account gave, as old as the stream is silent', () => {
    const desk = openDesk()
    desk.say('A', [home])
    desk.say('A', [{ ...home, odds: '2.4', suspended: true }], { at: 1_000 })
    expect(desk.prices('A', home.selectionId, 1_250)).toEqual([
      {
        account: 'A',
        selectionId: home.selectionId,
        providerId: home.providerId,
        contractVersion: 1,
        odds: '2.4',
        maxStake: '250.00',
        suspended: true,
        ageMs: 250,
      },
    ])
    desk.report('A', { lastPacketAt: startMs + 4_000 }, 4_500)
    expect(desk.prices('A', home.selectionId, 5_000)).toMatchObject([{ ageMs: 1_000 }])
  })

  it('is none of the other account, of a selection that was withdrawn, or of a browser that is gone', () => {
    const desk = openDesk()
    desk.say('A', [home])
    expect(desk.prices('B', home.selectionId, 0)).toEqual([])
    desk.say('A', [], { deleted: [home.selectionId] })
    expect(desk.prices('A', home.selectionId, 0)).toEqual([])
    desk.say('A', [home])
    desk.report('A', { isUp: false })
    expect(desk.prices('A', home.selectionId, 0)).toEqual([])
  })
})
