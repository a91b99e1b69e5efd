import { wordsOf } from './fold.ts'

/** So that sport, date and both names stay within the 120 characters of the wire. */
const LONGEST_NAME = 36
const LONGEST_SPORT = 24

/**
 * A readable name of a match: `tennis:2026-11-22:carlos-alcaraz-novak-djokovic`. A function of its arguments, so that a
 * restart finds the same one; the sides are sorted, so that it is the same whoever is listed first. Safe in a Redis key.
 */
export function matchIdOf(sport: string, start: string, sides: readonly [string, string]): string {
  const names = sides.map((side) => slug(side, LONGEST_NAME)).toSorted()
  return `${slug(sport, LONGEST_SPORT)}:${new Date(start).toISOString().slice(0, 10)}:${names.join('-')}`
}

function slug(text: string, longest: number): string {
  const ascii = wordsOf(text)
    .join('-')
    .replace(/[^a-z0-9-]/g, '')
  return ascii.slice(0, longest) || 'x'
}
