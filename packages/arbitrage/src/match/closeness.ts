/**
 * How close two names are, from 0 to 1. Where `Likeness` proves a match, this only orders candidates: it is believed where
 * an event has one counterpart that is far closer than all others.
 */
import {
  alignWords,
  isAbbreviation,
  isContraction,
  isEqual,
  isInitial,
  isMisspelling,
} from './align-words.ts'
import type { Name } from './name.ts'
import type { PersonName } from './person-name.ts'
import { agreeOnForms, areApart, areInitials, type TeamName } from './team-name.ts'
import { isStateName } from './places.ts'
import { soundOf } from './sound.ts'
import { COMMON_WORDS, RIVAL_WORDS } from './words.ts'

export function closenessOf(one: Name, other: Name): number {
  if (one.kind === 'team' && other.kind === 'team') return closenessOfTeams(one, other)
  if (one.kind === 'person' && other.kind === 'person') return closenessOfPersons(one, other)
  return 0
}

/** Makes a side too far from the other to be believed where the names alone do not prove the match. */
const RIVAL_FACTOR = 0.3
/** Of a state in brackets that is not in the list of states. */
const CODE_LENGTH = 2
/** A club's common word says little, an initial next to nothing. */
const COMMON_WEIGHT = 0.4
const WEIGHTS = [0, 0.2, 0.4, 0.8]

function weightOf(word: string): number {
  return COMMON_WORDS.has(word) ? COMMON_WEIGHT : (WEIGHTS[word.length] ?? 1)
}

function closenessOfTeams(one: TeamName, other: TeamName): number {
  if (areApart(one.country, other.country)) return 0
  const [oneJoined, otherJoined] = [one.words.join(''), other.words.join('')]
  if (oneJoined === otherJoined) return agreeOnForms(one, other) ? 1 : 0.7
  const [fewer, more] = one.words.length <= other.words.length ? [one, other] : [other, one]
  if (areInitials(fewer.words, more.words)) return 0.8
  if (isCutOff(oneJoined, otherJoined)) return 0.9
  const [full, otherFull] = [expand(fewer, more), expand(more, fewer)]
  const isShorter = full.words.length <= otherFull.words.length
  const closeness = isShorter
    ? closenessOfWords(full, otherFull)
    : closenessOfWords(otherFull, full)
  return closeness * (agreeOnForms(one, other) ? 1 : 0.9)
}

/** The name with initials written out as the other name has them: "NC Central" beside "North Carolina Central". */
function expand(name: TeamName, other: TeamName): TeamName {
  if (!name.words.some((word) => word.length >= 2 && word.length <= 4)) return name
  const words = name.words.flatMap((word) => {
    if (word.length < 2 || word.length > 4 || other.words.includes(word)) return [word]
    const at = other.words.findIndex((_, from) => {
      const run = other.words.slice(from, from + word.length)
      return run.map((long) => long[0]).join('') === word && run.every((long) => long.length > 1)
    })
    return at < 0 ? [word] : other.words.slice(at, at + word.length)
  })
  return words.length === name.words.length ? name : { ...name, words, sounds: words.map(soundOf) }
}

/** Pages cut long names: "Prairie View A" for "Prairie View A&M Panthers". */
function isCutOff(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 10 && long.startsWith(short)
}

interface Matched {
  readonly at: number
  readonly of: number
  readonly closeness: number
}

function closenessOfWords(fewer: TeamName, more: TeamName): number {
  const matched = matchWords(fewer, more)
  if (matched.length === 0) return 0
  const left = unmatched(
    fewer.words,
    matched.map(({ at }) => at),
  )
  const otherLeft = unmatched(
    more.words,
    matched.map(({ of }) => of),
  )
  if (areOfTwoClubs(left, otherLeft)) return 0
  const weights = [fewer, more].map(({ words }) => sum(words.map(weightOf)))
  const shared = sum(
    matched.map(({ at, of, closeness }) => {
      const pair = [fewer.words[at] ?? '', more.words[of] ?? ''].map(weightOf)
      return closeness * Math.min(...pair)
    }),
  )
  const isTelling = matched.some(
    ({ at, closeness }) => closeness >= 0.7 && !COMMON_WORDS.has(fewer.words[at] ?? ''),
  )
  const ofFewer = Math.min(1, shared / Math.max(0.5, Math.min(...weights)))
  const ofMore = Math.min(1, shared / Math.max(...weights))
  const states = `${fewer.state} ${more.state}`.split(' ')
  // "Michigan" may be "Michigan State", and "Miami" "Miami (OH)", but is more likely not.
  const isRival = (word: string): boolean => RIVAL_WORDS.has(word) || states.includes(word)
  const rival = [...left, ...otherLeft].some(isRival) ? RIVAL_FACTOR : 1
  return (0.75 * ofFewer + 0.25 * ofMore) * rival * (isTelling ? 1 : 0.5)
}

/** What is left of "Manchester United" and "Manchester City", "Miami (OH)" and "Miami Florida". */
function areOfTwoClubs(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false
  if ([...one, ...other].some((word) => RIVAL_WORDS.has(word))) return true
  const isPlace = (word: string): boolean => isStateName(word) || word.length === CODE_LENGTH
  return one.some(isPlace) && other.some(isPlace)
}

/** The closest words first, each once. */
function matchWords(fewer: TeamName, more: TeamName): Matched[] {
  const all = fewer.words.flatMap((_, at) =>
    more.words.flatMap((__, of) => {
      const closeness = closenessOfWord(fewer, at, more, of)
      return closeness === 0 ? [] : [{ at, of, closeness }]
    }),
  )
  const matched: Matched[] = []
  for (const pair of all.toSorted(
    (a, b) => b.closeness - a.closeness || a.at - b.at || a.of - b.of,
  )) {
    if (!matched.some(({ at, of }) => at === pair.at || of === pair.of)) matched.push(pair)
  }
  return matched
}

function closenessOfWord(fewer: TeamName, at: number, more: TeamName, of: number): number {
  const [one = '', other = ''] = [fewer.words[at], more.words[of]]
  if (one === other) return 1
  const [sound = '', otherSound = ''] = [fewer.sounds[at], more.sounds[of]]
  if (sound === otherSound && sound.length >= 3) return 0.95
  if (isAbbreviation(3)(one, other)) return 0.9
  if (isMisspelling(one, other) || isMisspelling(sound, otherSound)) return 0.85
  if (isContraction(one, other)) return 0.75
  if (isInitial(one, other) || isAbbreviation(2)(one, other)) return 0.5
  const likeness = shareOfPairs(sound, otherSound)
  return likeness >= 0.5 ? 0.8 * likeness : 0
}

/** Twice the pairs of letters that two words with one first letter share, by all their pairs (Dice). */
function shareOfPairs(one: string, other: string): number {
  if (one.length < 4 || other.length < 4 || one[0] !== other[0]) return 0
  const free = pairsOf(other)
  const total = free.length + one.length - 1
  let shared = 0
  for (const pair of pairsOf(one)) {
    const at = free.indexOf(pair)
    if (at < 0) continue
    free.splice(at, 1)
    shared += 1
  }
  return (2 * shared) / total
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
}

function unmatched(words: readonly string[], matched: readonly number[]): string[] {
  return words.filter((_, at) => !matched.includes(at))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function closenessOfPersons(one: PersonName, other: PersonName): number {
  const [first, second] = one.players
  const [otherFirst, otherSecond] = other.players
  if (one.players.length !== other.players.length || one.players.length > 2) return 0
  if (first === undefined || otherFirst === undefined) return 0
  if (second === undefined || otherSecond === undefined)
    return closenessOfPlayers(first, otherFirst)
  return Math.max(
    Math.min(closenessOfPlayers(first, otherFirst), closenessOfPlayers(second, otherSecond)),
    Math.min(closenessOfPlayers(first, otherSecond), closenessOfPlayers(second, otherFirst)),
  )
}

function closenessOfPlayers(one: readonly string[], other: readonly string[]): number {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one]
  const isSound = (a: string, b: string): boolean => a.length >= 4 && soundOf(a) === soundOf(b)
  const rules = [isEqual, isSound, isMisspelling, isAbbreviation(3), isInitial, isAbbreviation(2)]
  const pairs = alignWords(fewer, more, rules)
  const isWhole = pairs?.some(([word, match]) => word === match && word.length > 1) ?? false
  const isNearly = pairs?.some(([word, match]) => Math.min(word.length, match.length) >= 4) ?? false
  if (isWhole) return fewer.length === more.length ? 1 : 0.85
  return isNearly ? 0.75 : 0
}
