import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatchBook, type MatchEvent } from '../../src/index.ts'

function north(changes: Partial<MatchEvent> = {}): MatchEvent {
  return {
    providerId: 'north',
    eventId: 'n1',
    home: 'Novak Djokovic',
    away: 'Carlos Alcaraz',
    start: '2026-11-22T18:00:00.000Z',
    sport: 'tennis',
    competition: null,
    ...changes,
  }
}

function south(changes: Partial<MatchEvent> = {}): MatchEvent {
  return north({
    providerId: 'south',
    eventId: 's1',
    home: 'Djokovic N.',
    away: 'Alcaraz C.',
    ...changes,
  })
}

function football(home: string, away: string, changes: Partial<MatchEvent> = {}): MatchEvent {
  return north({ sport: 'football', home, away, ...changes })
}

function identityOf(...events: readonly MatchEvent[]) {
  const book = createMatchBook()
  for (const event of events) book.put(event)
  return book.find('north', 'n1')
}

describe('a match at two providers', () => {
  it('has one readable id, equal for both', () => {
    const book = createMatchBook()
    book.put(north())
    book.put(south())
    const identity = book.find('north', 'n1')
    expect(identity?.matchId).toBe('tennis:2026-11-22:carlos-alcaraz-novak-djokovic')
    expect(book.find('south', 's1')?.matchId).toBe(identity?.matchId)
    expect(identity?.counterpart.eventId).toBe('s1')
    expect(identity?.isSwapped).toBe(false)
  })

  it('has the same id after a restart, whichever provider is heard first', () => {
    const events = [
      north(),
      south(),
      north({ eventId: 'n2', home: 'Iga Swiatek', away: 'Coco Gauff' }),
      south({ eventId: 's2', home: 'Gauff C.', away: 'Swiatek I.' }),
      north({ eventId: 'n3', home: 'Jannik Sinner', away: 'Ben Shelton' }),
    ]
    const expected = [events[0], events[2]].map((event) => {
      const book = createMatchBook()
      for (const each of events) book.put(each)
      return book.find('north', event?.eventId ?? '')?.matchId
    })
    const order = fc.shuffledSubarray(events, { minLength: events.length })
    fc.assert(
      fc.property(order, (shuffled) => {
        const book = createMatchBook()
        for (const event of shuffled) book.put(event)
        expect(['n1', 'n2'].map((id) => book.find('north', id)?.matchId)).toEqual(expected)
        expect(book.find('north', 'n3')).toBeUndefined()
      }),
    )
  })

  it('fits the wire however long its names are', () => {
    const long = 'Wolverhampton Wanderers and a Very Long Name of a Club Indeed '.repeat(4)
    const identity = identityOf(
      football(long, `${long} Two`),
      football(long, `${long} Two`, { providerId: 'south', eventId: 's1' }),
    )
    expect(identity?.matchId.length).toBeLessThanOrEqual(120)
    expect(identity?.matchId).toMatch(/^[a-z0-9:-]+$/)
  })

  it('is known though the sides have changed places', () => {
    const book = createMatchBook()
    book.put(north())
    book.put(south({ home: 'Alcaraz C.', away: 'Djokovic N.' }))
    expect(book.find('north', 'n1')?.isSwapped).toBe(false)
    expect(book.find('south', 's1')?.isSwapped).toBe(true)
    expect(book.find('south', 's1')?.named.home).toBe('Novak Djokovic')
  })

  it('is known by one certain side if the other is similar: nobody plays two matches at once', () => {
    const found = identityOf(
      football('Celtic', 'Dundee United'),
      football('Celtic FC', 'Dundee', { providerId: 'south', eventId: 's1' }),
    )
    expect(found?.counterpart.eventId).toBe('s1')
  })

  it('is not known by two sides that are only similar', () => {
    const found = identityOf(
      football('Wellington', 'Dundee'),
      football('Wellington Phoenix', 'Dundee United', { providerId: 'south', eventId: 's1' }),
    )
    expect(found).toBeUndefined()
  })
})

/** A match at both providers, and the id that it has in a book. */
function matchIn(book: ReturnType<typeof createMatchBook>, events: readonly MatchEvent[]) {
  for (const event of events) book.put(event)
  return book.find(events[0]?.providerId ?? '', events[0]?.eventId ?? '')?.matchId
}

/** One event as both providers list it, with ids of their own. */
const both = (place: number, changes: Partial<MatchEvent>): MatchEvent[] => [
  north({ eventId: `n${place}`, ...changes }),
  north({ providerId: 'south', eventId: `s${place}`, ...changes }),
]

describe('the id of a match', () => {
  it('is its own, though its names have no Latin letter: case C03', () => {
    const names = [
      ['Зенит', 'Химки'],
      ['Автодор', 'Енисей'],
      ['北京首钢', '广东宏远'],
      ['الأهلي', 'الزمالك'],
      ['Ολυμπιακός', 'Παναθηναϊκός'],
      ['הפועל תל אביב', 'מכבי חיפה'],
      ['Zenit Петербург', 'Lokomotiv Уфа'],
      ['Zenit Казань', 'Lokomotiv Москва'],
    ]
    const book = createMatchBook()
    const ids = names.map(([home = '', away = ''], place) =>
      matchIn(book, both(place, { sport: 'basketball', home, away })),
    )
    expect(ids).not.toContain(undefined)
    expect(new Set(ids).size).toBe(names.length)
    for (const id of ids) expect(id).toMatch(/^basketball:2026-11-22:[a-z0-9-]{5,}$/)
    const again = createMatchBook()
    const [home = '', away = ''] = names[0] ?? []
    expect(matchIn(again, both(0, { sport: 'basketball', home, away }))).toBe(ids[0])
  })

  it('is its own, though names are equal as far as an id is long', () => {
    const long = 'Associação Desportiva e Recreativa de Santa Maria'
    const book = createMatchBook()
    const ids = ['Lisboa', 'Porto'].map((town, place) =>
      matchIn(book, both(place, { sport: 'football', home: `${long} ${town}`, away: 'Benfica' })),
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('stays when names are spelled otherwise, when it moves past midnight and when it is listed again', () => {
    const book = createMatchBook()
    const at = (start: string, home = 'Novak Djokovic') => both(1, { start, home })
    const before = matchIn(book, at('2026-11-22T23:45:00.000Z'))
    expect(matchIn(book, at('2026-11-23T00:15:00.000Z'))).toBe(before)
    expect(matchIn(book, at('2026-11-23T00:15:00.000Z', 'N. Djokovic'))).toBe(before)
    for (const { providerId, eventId } of at('')) book.remove(providerId, eventId)
    expect(matchIn(book, at('2026-11-24T12:00:00.000Z', 'Djokovic'))).toBe(before)
  })

  it('is not that of another meeting of the same names on the same day', () => {
    const book = createMatchBook()
    const teams = { sport: 'baseball', home: 'Boston Red Sox', away: 'New York Yankees' }
    const first = matchIn(book, both(1, { ...teams, start: '2026-11-22T13:00:00.000Z' }))
    const second = matchIn(book, both(2, { ...teams, start: '2026-11-22T19:00:00.000Z' }))
    expect(second).toBeDefined()
    expect(second).not.toBe(first)
    expect(book.find('south', 's1')?.matchId).toBe(first)
    expect(book.find('south', 's2')?.matchId).toBe(second)
  })

  it('is of one event at a time: a match that is listed again has it, until both are listed', () => {
    const book = createMatchBook()
    const first = matchIn(book, both(1, {}))
    for (const provider of ['north', 'south']) book.remove(provider, `${provider[0]}1`)
    const other = matchIn(book, both(2, {}))
    expect(other).toBe(first)
    for (const event of both(1, { start: '2026-11-22T21:00:00.000Z' })) book.put(event)
    expect(book.find('north', 'n1')?.matchId).not.toBe(other)
    expect(book.find('north', 'n2')?.matchId).toBe(other)
  })
})

describe('two matches are kept apart', () => {
  it('when they start more than half an hour apart', () => {
    expect(identityOf(north(), south({ start: '2026-11-22T18:30:00.000Z' }))).toBeDefined()
    expect(identityOf(north(), south({ start: '2026-11-22T17:30:00.000Z' }))).toBeDefined()
    expect(identityOf(north(), south({ start: '2026-11-22T18:30:00.001Z' }))).toBeUndefined()
  })

  it('when they are of different sports', () => {
    const found = identityOf(
      football('Maccabi Tel Aviv', 'Hapoel Holon'),
      football('Maccabi Tel Aviv', 'Hapoel Holon', {
        providerId: 'south',
        eventId: 's1',
        sport: 'basketball',
      }),
    )
    expect(found).toBeUndefined()
  })

  it.each([
    ['Arsenal Women', 'Chelsea Women', null],
    ['Arsenal U21', 'Chelsea U21', null],
    ['Arsenal (Reserves)', 'Chelsea (Reserves)', null],
    ['Arsenal', 'Chelsea', 'Women’s Super League'],
  ])('when one is of the senior men: %s v %s (%s)', (home, away, competition) => {
    const other = football(home, away, { providerId: 'south', eventId: 's1', competition })
    expect(identityOf(football('Arsenal', 'Chelsea'), other)).toBeUndefined()
  })

  it('but one marked at the sides is the one marked at the competition', () => {
    const competition = 'Women’s Super League'
    const marked = football('Arsenal Women', 'Chelsea Women')
    const league = football('Arsenal', 'Chelsea', {
      providerId: 'south',
      eventId: 's1',
      competition,
    })
    expect(identityOf(marked, league)).toBeDefined()
  })
})

describe('an ambiguous match', () => {
  const twin = south({ eventId: 's2' })

  it('is no match, whichever candidate came first', () => {
    expect(identityOf(north(), south(), twin)).toBeUndefined()
    expect(identityOf(twin, south(), north())).toBeUndefined()
  })

  it('is no match even for the provider that lists it once', () => {
    expect(identityOf(north(), north({ eventId: 'n2' }), south())).toBeUndefined()
  })

  it('is a match again when the second candidate is gone', () => {
    const book = createMatchBook()
    for (const event of [north(), south(), twin]) book.put(event)
    book.remove('south', 's2')
    expect(book.find('north', 'n1')?.counterpart.eventId).toBe('s1')
  })
})

describe('an event', () => {
  it('that changes is matched by what it is now', () => {
    const book = createMatchBook()
    book.put(north())
    book.put(south())
    book.put(south({ home: 'Sinner J.' }))
    expect(book.find('north', 'n1')).toBeUndefined()
    book.put(south())
    expect(book.find('north', 'n1')).toBeDefined()
  })

  it('that is removed, or never was, has no match', () => {
    const book = createMatchBook()
    book.put(north())
    book.put(south())
    book.remove('north', 'n1')
    book.remove('north', 'n1')
    expect(book.find('north', 'n1')).toBeUndefined()
    expect(book.find('south', 's1')).toBeUndefined()
    expect(book.find('south', 'never')).toBeUndefined()
  })

  it('is not matched with another of the same provider', () => {
    expect(identityOf(north(), north({ eventId: 'n2' }))).toBeUndefined()
  })
})
