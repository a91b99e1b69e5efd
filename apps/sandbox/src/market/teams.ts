import type { Spelling } from './match.ts'

/** Basketball: North writes city and nickname, South shortens the city. */
export const TEAMS: readonly Spelling[] = [
  { north: 'Los Angeles Lakers', south: 'LA Lakers' },
  { north: 'Boston Celtics', south: 'BOS Celtics' },
  { north: 'Los Angeles Clippers', south: 'LA Clippers' },
  { north: 'Golden State Warriors', south: 'GS Warriors' },
  { north: 'New York Knicks', south: 'NY Knicks' },
  { north: 'Brooklyn Nets', south: 'BKN Nets' },
  { north: 'Milwaukee Bucks', south: 'MIL Bucks' },
  { north: 'Denver Nuggets', south: 'DEN Nuggets' },
  { north: 'Miami Heat', south: 'MIA Heat' },
  { north: 'Phoenix Suns', south: 'PHX Suns' },
  { north: 'Dallas Mavericks', south: 'DAL Mavericks' },
  { north: 'Philadelphia 76ers', south: 'PHI 76ers' },
  { north: 'Chicago Bulls', south: 'CHI Bulls' },
  { north: 'Cleveland Cavaliers', south: 'CLE Cavaliers' },
  { north: 'Sacramento Kings', south: 'SAC Kings' },
  { north: 'San Antonio Spurs', south: 'SA Spurs' },
  { north: 'Oklahoma City Thunder', south: 'OKC Thunder' },
  { north: 'Minnesota Timberwolves', south: 'MIN Timberwolves' },
  { north: 'New Orleans Pelicans', south: 'NO Pelicans' },
  { north: 'Toronto Raptors', south: 'TOR Raptors' },
  { north: 'Atlanta Hawks', south: 'ATL Hawks' },
  { north: 'Indiana Pacers', south: 'IND Pacers' },
]
