import { describe, expect, it } from 'vitest'
import { compareNames, isSameName, normaliseName } from '../../src/index.ts'

const sameTeams = [
  ['Man Utd', 'Manchester United'],
  ['Man City', 'Manchester City'],
  ['Wolves', 'Wolverhampton Wanderers'],
  ['PSG', 'Paris Saint-Germain'],
  ['QPR', 'Queens Park Rangers'],
  ['FC Barcelona', 'Barcelona'],
  ['Chelsea F.C.', 'Chelsea'],
  ['Genoa CFC', 'Genoa'],
  ['Atlético Madrid', 'Atletico Madrid'],
  ['Malmö FF', 'Malmo'],
  ['Bodø/Glimt', 'Bodo Glimt'],
  ['Nott’m Forest', "Nott'm Forest"],
  ['Beşiktaş', 'Besiktas'],
  ['St. Pauli', 'Saint Pauli'],
  ['Dinamo Zagreb', 'Dynamo Zagreb'],
  ['Hapoel Tel-Aviv', 'Hapoel Tel Aviv BC'],
  ['Larisa B.C.', 'Larisa'],
  ['OKC Thunder', 'Oklahoma City Thunder'],
  ['LA Lakers', 'Los Angeles Lakers'],
  ['NY Knicks', 'New York Knicks'],
  ['Michigan St', 'Michigan State'],
  ['CarrickRangers', 'Carrick Rangers FC'],
  ['Arsenal Women', 'Arsenal Ladies'],
  ['Arsenal (W)', 'Arsenal FC Women'],
  ['Norway U21', 'Norway (U21)'],
  ['Norway Under 21', 'Norway U-21'],
  ['Bayern Munich II', 'Bayern München II'],
  ['Valencia (ESP)', 'Valencia'],
] as const

const otherTeams = [
  ['Manchester United', 'Manchester City'],
  ['Man Utd', 'Man City'],
  ['Arsenal', 'Arsenal Women'],
  ['Arsenal', 'Arsenal (F)'],
  ['Barcelona', 'Barcelona B'],
  ['Zenit', 'Zenit-2'],
  ['Bayern Munich', 'Bayern Munich II'],
  ['Norway', 'Norway U21'],
  ['Norway U19', 'Norway U21'],
  ['Chelsea', 'Chelsea (esports)'],
  ['Ajax', 'Jong Ajax'],
  ['Portugal', 'Portugal (Wom)'],
  ['Dundee', 'Dundee United'],
  ['Milan', 'Inter Milan'],
  ['Real Madrid', 'Real Sociedad'],
  ['Rangers', 'Queens Park Rangers'],
  ['Athletic Bilbao', 'Atletico Madrid'],
  ['North Dakota', 'North Dakota State'],
  ['Niger', 'Nigeria'],
  ['Inter', 'Internacional'],
  ['Austria', 'Australia'],
  ['FC Barcelona', 'Barcelona SC'],
  ['Bohemians', 'Bohemians 1905'],
  ['CSKA Moscow', 'CSKA Sofia'],
  ['Bristol City', 'Bristol Rovers'],
] as const

const samePlayers = [
  ['Djokovic N.', 'Novak Djokovic'],
  ['N.Djokovic', 'Djokovic, Novak'],
  ['Novak Djokovic (SRB)', 'N Djokovic'],
  ['Carreno Busta P.', 'Pablo Carreno-Busta'],
  ['I.-C. Begu', 'Irina-Camelia Begu'],
  ['JB.Teichmann', 'Jil Belen Teichmann'],
  ['Ka.Pliskova', 'Karolina Pliskova'],
  ['Lu Y-H', 'Yen-Hsun Lu'],
  ['Šwiątek I.', 'Iga Swiatek'],
  ['O’Connell C.', "Christopher O'Connell"],
  ['Peers J./Dodig I.', 'I. Dodig & J. Peers'],
  ['M.Gonzalez-F.Martin', 'Gonzalez M / Martin F'],
] as const

const otherPlayers = [
  ['Williams S.', 'Venus Williams'],
  ['Kr.Pliskova', 'Karolina Pliskova'],
  ['Zverev A.', 'Mischa Zverev'],
  ['Novak Djokovic', 'Dennis Novak'],
  ['Djokovic', 'Novak Djokovic'],
  ['H Gaston', 'Gaston-Humbert'],
  ['Peers J.', 'Peers J./Dodig I.'],
  ['Peers J./Dodig I.', 'Peers J./Venus M.'],
  ['', 'Novak Djokovic'],
] as const

describe('two spellings of one team', () => {
  it.each(sameTeams)('%s is %s', (one, other) => {
    expect(isSameName(one, other, 'football')).toBe(true)
    expect(isSameName(other, one, 'football')).toBe(true)
  })
})

describe('two teams of a like name', () => {
  it.each(otherTeams)('%s is not %s', (one, other) => {
    expect(isSameName(one, other, 'football')).toBe(false)
    expect(isSameName(other, one, 'football')).toBe(false)
  })
})

describe('two spellings of one player or pair', () => {
  it.each(samePlayers)('%s is %s', (one, other) => {
    expect(isSameName(one, other, 'tennis')).toBe(true)
    expect(isSameName(other, one, 'tennis')).toBe(true)
  })
})

describe('two players of a like name', () => {
  it.each(otherPlayers)('%s is not %s', (one, other) => {
    expect(isSameName(one, other, 'tennis')).toBe(false)
    expect(isSameName(other, one, 'tennis')).toBe(false)
  })
})

describe('a name that says less than another', () => {
  it.each([
    ['Wellington', 'Wellington Phoenix', 'football'],
    ['Dundee', 'Dundee United', 'football'],
    ['West Ham', 'West Ham United', 'football'],
    ['Nottm Forest', 'Nottingham Forest', 'football'],
    ['C. Palace', 'Crystal Palace', 'football'],
    ['Sheff Wed', 'Sheffield Wednesday', 'football'],
    ['Ethnikos Achna', 'Ethnikos Achnas', 'football'],
    ['Djokovic', 'Novak Djokovic', 'tennis'],
  ])('%s is similar to %s', (one, other, sport) => {
    const likeness = compareNames(normaliseName(one, sport), normaliseName(other, sport))
    expect(likeness).not.toBe('different')
  })

  it('is not similar by a word that many clubs share', () => {
    const [one, other] = [
      normaliseName('United', 'football'),
      normaliseName('Leeds United', 'football'),
    ]
    expect(compareNames(one, other)).toBe('different')
  })
})
