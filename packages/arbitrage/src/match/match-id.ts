import { wordsOf } from './fold.ts'
import { hashText } from './hash-text.ts'

/** So that sport, date, both names and a mark of the event stay within the 120 characters of the wire. */
const LONGEST_NAME = 36
const LONGEST_SPORT = 24
const HASH_LENGTH = 9

/**
 * A readable name of a match: `tennis:2026-11-22:carlos-alcaraz-novak-djokovic`. A function of its arguments, so that a
 * restart finds the same one; the sides are sorted, so that it is the same whoever is listed first. Safe in a Redis key.
 * What a name loses on the way (letters that are not Latin, its end) is in a hash of the whole name.
 */
export function matchIdOf(sport: string, start: string, sides: readonly [string, string]): string {
  const names = sides.map((side) => slug(side, LONGEST_NAME)).toSorted()
  return `${slug(sport, LONGEST_SPORT)}:${new Date(start).toISOString().slice(0, 10)}:${names.join('-')}`
}

/** The id of another meeting of the same names on one day: it has a mark of that event. */
export function markedMatchId(matchId: string, eventId: string): string {
  return `${matchId}-${shortHash(eventId)}`
}

function slug(text: string, longest: number): string {
  const whole = wordsOf(text).join('-')
  const latin = whole.replace(/[^a-z0-9-]/g, '').replace(/^-+|-+$|-(?=-)/g, '')
  if (latin === whole && latin !== '' && latin.length <= longest) return latin
  // A name of signs alone has no words: only the text itself distinguishes it.
  const hash = shortHash(whole === '' ? text : whole)
  const readable = latin.slice(0, longest - HASH_LENGTH - 1).replace(/-+$/, '')
  return readable === '' ? `x${hash}` : `${readable}-${hash}`
}

function shortHash(text: string): string {
  return hashText(text).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH)
}
