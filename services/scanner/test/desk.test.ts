import { opportunity as opportunitySchema } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import {
  foundIn,
  goneIn,
  openDesk,
  openDeskWithOpportunity,
  market,
  quote,
  startMs,
  terms,
} from './builders.ts'

describe('an opportunity', () => {
  it("is one that its readers take, though the clock of a browser drifts from the scanner's", () => {
    const desk = openDesk()
    desk.say('B', market('B', { outcome: 'away', odds: '2' }))
    const found = Array.from({ length: 20 }, (_, tick) => {
      const at = tick * 137
      const receivedAt = startMs + at - 2_000 - (tick % 3)
      return foundIn(desk.say('A', market('A', { odds: `2.${20 + tick}` }), { at, receivedAt }))
    })
    expect(found.flat().length).toBeGreaterThan(5)
  })

  it('is told when opposite prices of one match win whatever happens', () => {
    const { told } = openDeskWithOpportunity()
    const [found, ...others] = foundIn(told)
    expect(others).toEqual([])
    expect(opportunitySchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({
      opportunityId: 'main|tennis:2026-11-22:carlos-alcaraz-novak-djokovic|match_winner|-|home',
      home: 'Novak Djokovic',
      away: 'Carlos Alcaraz',
      profit: '2.50',
      profitBps: 476,
      foundAt: startMs,
      legs: {
        A: {
          providerId: 'north',
          selectionId: 'n1-home',
          outcome: 'home',
          odds: '2.2',
          stake: '25.00',
          opposite: { selectionId: 'n1-away', outcome: 'away', odds: '1.7' },
        },
        B: {
          providerId: 'south',
          selectionId: 's1-away',
          outcome: 'away',
          odds: '2',
          stake: '27.50',
          opposite: { selectionId: 's1-home', outcome: 'home', odds: '1.8' },
        },
      },
    })
  })

  it('is found in the other direction too, under its own id', () => {
    const desk = openDesk()
    desk.say('A', [quote('A'), quote('A', { outcome: 'away', odds: '2' })])
    const [found] = foundIn(desk.say('B', market('B', { odds: '2.2' })))
    expect(found?.opportunityId).toMatch(/\|away$/)
    expect(found?.legs.A.outcome).toBe('away')
    expect(found?.legs.B).toMatchObject({ outcome: 'home', opposite: { outcome: 'away' } })
  })

  it('has its own id, though no name has a Latin letter and all start on one day: case C03', () => {
    const names = [
      ['Зенит', 'Химки'],
      ['Автодор', 'Енисей'],
      ['北京首钢', '广东宏远'],
      ['الأهلي', 'الزمالك'],
      ['Ολυμπιακός', 'Παναθηναϊκός'],
    ]
    const desk = openDesk()
    const told = names.flatMap(([home = '', away = ''], place) => {
      const event = { home, away, sport: 'basketball', start: '2026-11-22T18:00:00.000Z' }
      desk.say('A', market('A', { ...event, eventId: `n-${place}`, odds: '3.2' }))
      const opposite = { ...event, eventId: `s-${place}`, outcome: 'away', odds: '1.5' } as const
      return desk.say('B', market('B', opposite))
    })
    const found = foundIn(told)
    expect(found.map(({ home }) => home)).toEqual(names.map(([home]) => home))
    expect(new Set(found.map(({ matchId }) => matchId)).size).toBe(names.length)
    expect(new Set(found.map(({ opportunityId }) => opportunityId)).size).toBe(names.length)
    for (const each of found) expect(opportunitySchema.parse(each)).toEqual(each)
  })

  it('keeps its id when its names are spelled otherwise and when it is moved past midnight', () => {
    const { desk, told } = openDeskWithOpportunity()
    const id = foundIn(told)[0]?.opportunityId
    const moved = { start: '2026-11-23T00:10:00.000Z', home: 'Djokovic Novak' }
    desk.say('B', market('B', { ...moved, outcome: 'away', odds: '2' }), { at: 1000 })
    const later = desk.say('A', market('A', { ...moved, odds: '2.3' }), { at: 2000 })
    const tick = desk.tick(3000)
    const ids = foundIn([...later, ...tick]).map(({ opportunityId }) => opportunityId)
    expect(new Set(ids)).toEqual(new Set([id]))
  })

  it('has the same id whichever account is heard first', () => {
    const desk = openDesk()
    desk.say('B', market('B', { outcome: 'away', odds: '2' }))
    const [found] = foundIn(desk.say('A', market('A', { odds: '2.2' })))
    const [other] = foundIn(openDeskWithOpportunity().told)
    expect(found?.opportunityId).toBe(other?.opportunityId)
  })

  it('takes the sides right where one provider lists them the other way round', () => {
    const desk = openDesk()
    const swapped = { home: 'Alcaraz C.', away: 'Djokovic N.' }
    desk.say('A', market('A', { odds: '3.2' }))
    const turned = desk.say('B', market('B', { ...swapped, outcome: 'away', odds: '1.5' }))
    expect(foundIn(turned)).toEqual([])
    const same = market('B', { ...swapped, outcome: 'home', odds: '1.5' })
    const [found] = foundIn(desk.say('B', same, { at: 10 }))
    expect(found?.legs.B).toMatchObject({ selectionId: 's1-home', outcome: 'away' })
  })

  it('is found in totals of one line, however the line is written', () => {
    const desk = openDesk()
    const total = { market: 'total' } as const
    desk.say('A', market('A', { ...total, line: '2.5', outcome: 'over', odds: '3.2' }))
    const other = market('B', { ...total, line: '3.5', outcome: 'under', odds: '1.5' })
    expect(foundIn(desk.say('B', other))).toEqual([])
    const same = market('B', { ...total, line: '2.50', outcome: 'under', odds: '1.5' })
    expect(foundIn(desk.say('B', same))).toHaveLength(1)
  })

  it('is none in a winner market that may end in a draw', () => {
    const derby = { home: 'Everton', away: 'Liverpool' }
    const tellOf = (sport: string) => {
      const desk = openDesk()
      desk.say('A', market('A', { ...derby, sport, odds: '3.2' }))
      return foundIn(desk.say('B', market('B', { ...derby, sport, outcome: 'away', odds: '1.5' })))
    }
    expect(tellOf('football')).toEqual([])
    expect(tellOf('basketball')).toHaveLength(1)
  })

  it('stakes no more than either provider takes', () => {
    const desk = openDesk()
    desk.say('A', market('A', { odds: '2.2' }))
    const [found] = foundIn(
      desk.say('B', market('B', { outcome: 'away', odds: '2', maxStake: '11.00' })),
    )
    expect(found?.legs).toMatchObject({ A: { stake: '10.00' }, B: { stake: '11.00' } })
  })

  it('is none where the other outcome of a provider is suspended: its prices cannot be compared', () => {
    const desk = openDesk()
    const suspended = quote('A', { outcome: 'away', odds: '1.7', suspended: true })
    desk.say('A', [quote('A', { odds: '2.2' }), suspended])
    expect(foundIn(desk.say('B', market('B', { outcome: 'away', odds: '2' })))).toEqual([])
    expect(desk.refused(0)).toMatchObject([{ rail: 'other side not open' }])
  })

  it('is bounded by the contract where a quote states no largest stake', () => {
    const few = { ...terms, limits: { ...terms.limits, maxMinor: 1_100 } }
    const desk = openDesk({ findTerms: () => few })
    desk.say('A', market('A', { odds: '2.2', maxStake: null }))
    const [found] = foundIn(desk.say('B', market('B', { outcome: 'away', odds: '2' })))
    expect(found?.legs.B.stake).toBe('11.00')
  })
})

describe('an opportunity that was told', () => {
  it('is gone when a price moves away', () => {
    const { desk } = openDeskWithOpportunity()
    const told = desk.say('B', market('B', { outcome: 'away', odds: '1.8' }), { at: 50 })
    expect(told).toEqual([
      {
        kind: 'gone',
        opportunityId: 'main|tennis:2026-11-22:carlos-alcaraz-novak-djokovic|match_winner|-|home',
        reason: 'price moved',
      },
    ])
  })

  it('is gone when a side is suspended', () => {
    const { desk } = openDeskWithOpportunity()
    const suspended = quote('B', { outcome: 'away', odds: '2', suspended: true })
    expect(goneIn(desk.say('B', [suspended], { at: 50 }))).toEqual(['suspended'])
  })

  it('is gone when a selection is withdrawn', () => {
    const { desk } = openDeskWithOpportunity()
    expect(goneIn(desk.say('A', [], { deleted: ['n1-home'] }))).toEqual(['withdrawn'])
  })

  it('is gone when its selection becomes another outcome', () => {
    const { desk } = openDeskWithOpportunity()
    const selectionId = 's1-away'
    desk.say('B', [quote('B', { selectionId, outcome: 'home', odds: '1.8' })], { at: 50 })
    expect(goneIn(desk.tick(100))).toEqual(['withdrawn'])
  })

  it('is gone while its match is uncertain, and back when the second candidate is withdrawn', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('B', [quote('B', { eventId: 's2' })], { at: 50 })
    desk.tick(100)
    expect(foundIn(desk.say('B', [], { deleted: ['s2-home'], at: 150 }))).toHaveLength(1)
  })

  it('is gone when its account starts over without it', () => {
    const { desk } = openDeskWithOpportunity()
    expect(goneIn(desk.say('B', [], { reset: true }))).toEqual(['reset'])
  })

  it('stands when its account starts over with the same price', () => {
    const { desk } = openDeskWithOpportunity()
    const again = [quote('B', { odds: '1.8' }), quote('B', { outcome: 'away', odds: '2' })]
    expect(desk.say('B', again, { reset: true, at: 50 })).toEqual([])
  })

  it('is gone when its account goes to another provider', () => {
    const { desk } = openDeskWithOpportunity()
    const east = { providerId: 'east', outcome: 'away' } as const
    const poor = market('B', { ...east, odds: '1.5' })
    expect(goneIn(desk.say('B', poor, { providerId: 'east' }))).toEqual(['reset'])
    const better = market('B', { ...east, odds: '1.9' })
    expect(foundIn(desk.say('B', better, { providerId: 'east' }))).toHaveLength(1)
  })

  it('is gone when its account starts over without it and with another match', () => {
    const { desk } = openDeskWithOpportunity()
    const other = quote('B', { eventId: 's2', home: 'Sinner J.', away: 'Shelton B.' })
    expect(goneIn(desk.say('B', [other], { reset: true }))).toEqual(['reset'])
    const back = market('B', { outcome: 'away', odds: '2' })
    expect(foundIn(desk.say('B', back, { reset: true, at: 10 }))).toHaveLength(1)
  })

  it('is gone when another browser speaks for its account', () => {
    const { desk } = openDeskWithOpportunity()
    const browserId = '33333333-3333-4333-8333-333333333333'
    expect(goneIn(desk.say('B', [], { browserId }))).toEqual(['reset'])
  })

  it('is gone when the browser of its account is down', () => {
    const { desk } = openDeskWithOpportunity()
    expect(goneIn(desk.report('A', { isUp: false }, 50))).toEqual(['reset'])
  })

  it('is gone at once when a second candidate makes the match uncertain', () => {
    const { desk } = openDeskWithOpportunity()
    const told = desk.say('B', market('B', { eventId: 's2' }), { at: 50 })
    expect(goneIn(told)).toEqual(['match no longer certain'])
    expect(desk.tick(100)).toEqual([])
  })

  it('is told to be gone once', () => {
    const { desk } = openDeskWithOpportunity()
    desk.say('A', [], { deleted: ['n1-home'] })
    expect(desk.say('A', [], { deleted: ['n1-home'], at: 10 })).toEqual([])
    expect(desk.tick(100)).toEqual([])
  })
})
