import type { Spelling } from './match.ts'

/**
 * Football: North writes the club's name in full, South as fans shorten it. The first four play the pair of matches
 * that is easily confused: two clubs of one city at home, at the same hour.
 */
export const CLUBS: readonly Spelling[] = [
  { north: 'Manchester United', south: 'Man Utd' },
  { north: 'Chelsea', south: 'Chelsea' },
  { north: 'Manchester City', south: 'Man City' },
  { north: 'Arsenal', south: 'Arsenal' },
  { north: 'Tottenham Hotspur', south: 'Tottenham' },
  { north: 'Liverpool', south: 'Liverpool' },
  { north: 'Everton', south: 'Everton' },
  { north: 'Newcastle United', south: 'Newcastle' },
  { north: 'West Ham United', south: 'West Ham' },
  { north: 'Leeds United', south: 'Leeds' },
  { north: 'Sheffield United', south: 'Sheff Utd' },
  { north: 'Sheffield Wednesday', south: 'Sheff Wed' },
  { north: 'Wolverhampton Wanderers', south: 'Wolverhampton' },
  { north: 'Brighton & Hove Albion', south: 'Brighton' },
  { north: 'Aston Villa', south: 'Aston Villa' },
  { north: 'Nottingham Forest', south: 'Nottm Forest' },
  { north: 'Crystal Palace', south: 'C. Palace' },
  { north: 'Leicester City', south: 'Leicester' },
  { north: 'Fulham', south: 'Fulham' },
  { north: 'Brentford', south: 'Brentford' },
  { north: 'AFC Bournemouth', south: 'Bournemouth' },
  { north: 'Southampton', south: 'Southampton' },
]
