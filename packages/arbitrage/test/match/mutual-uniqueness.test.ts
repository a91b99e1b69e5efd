import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatchBook, type MatchEvent } from '../../src/index.ts'

function at(providerId: 'north' | 'south', sides: string, changes: Partial<MatchEvent> = {}) {
  const [home = '', away = ''] = sides.split(' v ')
  const eventId = `${providerId}: ${sides}`
  const start = '2026-11-22T18:00:00.000Z'
  return {
    providerId,
    eventId,
    home,
    away,
    start,
    sport: 'basketball',
    competition: null,
    ...changes,
  }
}

function bookOf(events: readonly MatchEvent[]) {
  const book = createMatchBook()
  for (const event of events) book.put(event)
  return book
}

function isMatch(north: MatchEvent, south: MatchEvent, ...others: readonly MatchEvent[]): boolean {
  const book = bookOf([north, south, ...others])
  const found = book.find('north', north.eventId)?.counterpart.eventId === south.eventId
  expect(book.find('south', south.eventId)?.counterpart.eventId === north.eventId).toBe(found)
  return found
}

describe('two events that are each by far the closest to the other', () => {
  it.each([
    ['Furman v Iona', 'Furman Paladins v Iona Gaels'],
    ['TCU v Siena', 'TCU Horned Frogs v Siena Saints'],
    ['NC Central v Utah', 'North Carolina Central Eagles v Utah Utes'],
    ['Prairie View A v Winthrop', 'Prairie View A&M Panthers v Winthrop Eagles'],
    ['Suède v Rép. tchèque', 'Sweden v Czechia'],
    ['Moscou Vityaz v Nijni Novgorod', 'Moscow Vitiaz v Nizhny Novgorod'],
    ['FC JuÃ¡rez v Querétaro', 'Juárez v Querétaro FC'],
    ['Penn ST Lions v Washington Huskies', 'Penn State v Washington'],
  ])('are one match: %s and %s', (north, south) => {
    expect(isMatch(at('north', north), at('south', south))).toBe(true)
    expect(isMatch(at('north', south), at('south', north))).toBe(true)
  })

  it('are one match with the sides in each other’s places', () => {
    const book = bookOf([at('north', 'Furman v Iona'), at('south', 'Iona Gaels v Furman Paladins')])
    expect(book.find('south', 'south: Iona Gaels v Furman Paladins')?.isSwapped).toBe(true)
  })

  it('are no match any more when a rival appears at either provider, and one again when it is gone', () => {
    const north = at('north', 'Furman v Iona')
    const south = at('south', 'Furman Paladins v Iona Gaels')
    for (const rival of [
      at('south', 'Furman Purple v Iona Maroon'),
      at('north', 'Furman P v Iona G'),
    ]) {
      const book = bookOf([north, south])
      expect(book.find('north', north.eventId)).toBeDefined()
      expect(book.put(rival)).toBe(true)
      expect(book.find('north', north.eventId)).toBeUndefined()
      expect(book.find('south', south.eventId)).toBeUndefined()
      book.remove(rival.providerId, rival.eventId)
      expect(book.find('north', north.eventId)?.counterpart.eventId).toBe(south.eventId)
    }
  })

  it('are so whatever the order in which the events came', () => {
    const events = [
      at('north', 'Furman v Iona'),
      at('south', 'Furman Paladins v Iona Gaels'),
      at('north', 'Michigan v Colorado'),
      at('south', 'Michigan State Spartans v Oregon Ducks'),
      at('north', 'Utah v Siena'),
      at('south', 'Siena Saints v Utah Utes'),
      at('south', 'Utah State v Boise'),
    ]
    const choices = (all: readonly MatchEvent[]) => {
      const book = bookOf(all)
      return events.map(({ providerId, eventId }) => book.find(providerId, eventId)?.counterpart)
    }
    const order = fc.shuffledSubarray(events, { minLength: events.length })
    fc.assert(
      fc.property(order, (all) => {
        expect(choices(all)).toEqual(choices(events))
      }),
    )
    expect(choices(events).filter((found) => found !== undefined)).toHaveLength(4)
  })

  it('are no match if one of them has a counterpart that names prove', () => {
    const proven = at('south', 'Furman v Iona')
    const near = at('south', 'Furman Paladins v Iona Gaels')
    const north = at('north', 'Furman v Iona')
    expect(isMatch(north, near, proven)).toBe(false)
  })
})

describe('events whose names are close are kept apart', () => {
  it.each([
    ['when one side alone is the same', 'Arsenal v Chelsea', 'Arsenal v Tottenham'],
    ['when one side alone is close', 'Furman v Iona', 'Furman Paladins v Utah Utes'],
    ['when a state tells them apart', 'Miami (OH) v Duke', 'Miami (FL) v Duke Blue Devils'],
    ['when a state tells them apart', 'Miami Ohio v Duke', 'Miami (FL) v Duke Blue Devils'],
    ['when a state may tell them apart', 'Miami (OH) v Utah', 'Miami v Utah Utes'],
    ['when a state tells them apart', 'Botafogo-SP v Santos', 'Botafogo RJ v Santos FC'],
    ['when a state tells them apart', 'Botafogo (SP) v Santos', 'Botafogo (RJ) v Santos FC'],
    ['when a country tells them apart', 'Nacional (URU) v Danubio', 'Nacional (PAR) v Danubio FC'],
    ['when they are neighbours', 'Manchester United v Leeds', 'Manchester City v Leeds United'],
    [
      'when a word may be left out or not',
      'Michigan v Colorado',
      'Michigan State v Colorado State',
    ],
    [
      'when nobody can see which side is which',
      'Utah v Utah Valley',
      'Utah Utes v Utah Valley Wolves',
    ],
  ])('%s: %s and %s', (_, north, south) => {
    expect(isMatch(at('north', north), at('south', south))).toBe(false)
    expect(isMatch(at('north', south), at('south', north))).toBe(false)
  })

  it.each([
    ['FA WSL'],
    ['WNBA'],
    ['Liga F'],
    ['Premier League U21'],
    ['Premier League 2'],
    ['Esoccer Battle - 8 mins play'],
    ['NBA 2K25'],
    ['Division 3'],
  ])('when the competition alone shows it: %s', (competition) => {
    const north = at('north', 'Arsenal v Chelsea', { competition: 'Division 1' })
    expect(isMatch(north, at('south', 'Arsenal v Chelsea', { competition }))).toBe(false)
    expect(isMatch(north, at('south', 'Arsenal v Chelsea', { competition: 'Cup' }))).toBe(true)
  })

  it('when persons play the sides on a game console', () => {
    const north = at('north', 'Arsenal v Chelsea')
    expect(isMatch(north, at('south', 'Arsenal (Kray) v Chelsea (Wboy)'))).toBe(false)
    expect(isMatch(north, at('south', 'Arsenal (England) v Chelsea (England)'))).toBe(true)
  })

  it('when one is of the men’s tour and one of the women’s', () => {
    const tennis = { sport: 'tennis', competition: 'ATP Vienna' }
    const north = at('north', 'Y. Wang v X. Zhang', tennis)
    const south = at('south', 'Wang Y. v Zhang X.', { ...tennis, competition: 'WTA Guangzhou' })
    expect(isMatch(north, south)).toBe(false)
    expect(isMatch(north, { ...south, competition: 'Vienna, Austria' })).toBe(true)
  })
})
