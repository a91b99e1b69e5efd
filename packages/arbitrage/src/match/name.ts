import type { Likeness } from './likeness.ts'
import { comparePersons, readPersonName, type PersonName } from './person-name.ts'
import { compareTeams, readTeamName, type TeamName } from './team-name.ts'

export type Name = TeamName | PersonName

/** Sports between persons, whose names turn their order and shrink to initials. */
const PERSONAL_SPORTS = new Set([
  'tennis',
  'table-tennis',
  'badminton',
  'squash',
  'snooker',
  'darts',
  'boxing',
  'mma',
])

/** A provider's spelling of a side, taken apart for comparison. */
export function normaliseName(text: string, sport: string): Name {
  return PERSONAL_SPORTS.has(sport) ? readPersonName(text) : readTeamName(text)
}

export function compareNames(one: Name, other: Name): Likeness {
  if (one.kind === 'team' && other.kind === 'team') return compareTeams(one, other)
  if (one.kind === 'person' && other.kind === 'person') return comparePersons(one, other)
  return 'different'
}

/** Whether two spellings name the same side. When in doubt it does not: a wrong yes loses money, a wrong no a chance. */
export function isSameName(one: string, other: string, sport: string): boolean {
  return compareNames(normaliseName(one, sport), normaliseName(other, sport)) === 'same'
}
