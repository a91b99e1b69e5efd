import { describe, expect, it } from 'vitest'
import { compareCompetitions, readCompetition } from '../../src/match/competition.ts'

function compare(one: string, other: string) {
  return compareCompetitions(readCompetition(one), readCompetition(other))
}

describe('two spellings of one competition', () => {
  it.each([
    ['2. Bundesliga', 'Bundesliga 2'],
    ['2. Bundesliga', 'Bundesliga II'],
    ['Bundesliga 2', 'Germany - 2. Bundesliga'],
    ['Zweite Bundesliga', '2.Bundesliga'],
    ['1. Bundesliga', 'Bundesliga'],
    ['2. Bundesliga Frauen', 'Frauen-Bundesliga 2'],
    ['Ligue 2', 'France - Ligue 2'],
    ['Ligue 2', 'Ligue2'],
    ['Serie B', 'Italy. Serie B'],
    ['Serie C', 'Italian Serie C'],
    ['Serie A', 'Serie A 2026/27'],
    ['League One', 'England - League 1'],
    ['League Two', 'League 2'],
    ['Segunda División', 'Spain - 2ª División'],
    ['3. Liga', 'Liga 3'],
    ['Liga II', 'Romania - Liga 2'],
    ['NB II', 'Hungary - NB 2'],
    ['Pro B', 'France - Pro B'],
    ['Pro D2', 'France Pro D2'],
    ['World Cup - Group F', 'World Cup'],
    ['World Cup - Group F', 'World Cup, Group F'],
    ['Champions League - Group B', 'Champions League'],
    ['Champions League', 'Champions League - Matchday 5'],
    ['Euroleague', 'Turkish Airlines EuroLeague'],
    ['Premier League', 'English Premier League'],
    ['Super Lig', 'Türkiye - Süper Lig'],
    ['NBA', 'USA - NBA'],
    ['LaLiga 2', 'Spain LaLiga2'],
    ['Serie A2', 'Italy - Serie A2'],
    ['Serie A (F)', 'Italy - Serie A Women'],
    ['Premier League U21', 'Premier League Under 21'],
    ['Eredivisie', 'Netherlands - Eredivisie'],
  ])('%s is %s', (one, other) => {
    expect(compare(one, other)).toBe('same')
    expect(compare(other, one)).toBe('same')
  })
})

describe('two names that share no word', () => {
  it.each([
    ['Segunda División', 'LaLiga Hypermotion 2'],
    ['Bundesliga 2', 'Zweite Liga'],
    ['Serie B', 'Serie BKT'],
    ['Liga Esp.', 'LaLiga'],
    ['LaLiga EA Sports', 'Spain - Primera División'],
    ['Premier League', 'EPL'],
    ['Coppa Italia', 'Italian Cup'],
    ['FIFA World Cup', 'Mondial'],
    ['FIFA World Cup Qualification', 'WC Qualifiers'],
    ['Club Friendlies', 'Friendly Games'],
    ['Champions League, Day 2', 'UCL'],
  ])('are no evidence against a match: %s and %s', (one, other) => {
    expect(compare(one, other)).not.toBe('different')
    expect(compare(other, one)).not.toBe('different')
  })
})

describe('two competitions', () => {
  it.each([
    ['Bundesliga', '2. Bundesliga'],
    ['1. Bundesliga', 'Bundesliga 2'],
    ['2. Bundesliga', '3. Bundesliga'],
    ['Ligue 1', 'Ligue 2'],
    ['Serie A', 'Serie B'],
    ['Serie A', 'Serie A2'],
    ['League One', 'League Two'],
    ['Austria - Bundesliga', 'Germany - Bundesliga'],
    ['Russian Premier League', 'English Premier League'],
    ['Northern Ireland - Premiership', 'Ireland - Premiership'],
    ['Premier League', 'FA WSL'],
    ['Premier League', 'Premier League 2'],
    ['MLS', 'NWSL'],
    ['NBA', 'WNBA'],
    ['LaLiga', 'Liga F'],
    ['Serie A', 'Serie A (F)'],
    ['Serie A', 'Serie A Femminile'],
    ['Bundesliga', 'Frauen-Bundesliga'],
    ['Allsvenskan', 'Damallsvenskan'],
    ['Premier League', 'Premier League U21'],
    ['European Championship U19', 'European Championship U21'],
    ['Champions League', 'Youth League'],
    ['Premier League', 'Esoccer Battle - 8 mins play'],
    ['Premier League', 'E-sports Premier League'],
    ['Premier League', 'Premier League SRL'],
    ['World Cup', 'FIFA 24 World Cup'],
    ['NBA', 'NBA 2K25'],
    ['World Cup - Group A', 'World Cup - Group B'],
    ['Basketball', 'Basketball 3x3'],
  ])('are kept apart: %s and %s', (one, other) => {
    expect(compare(one, other)).toBe('different')
    expect(compare(other, one)).toBe('different')
  })
})
