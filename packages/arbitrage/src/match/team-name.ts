import {
  alignWords,
  isAbbreviation,
  isContraction,
  isEqual,
  isInitial,
  isMisspelling,
} from './align-words.ts'
import { wordsOf } from './fold.ts'
import type { Likeness } from './likeness.ts'
import { haveSameMarkers, readMarkers } from './markers.ts'
import { CLUB_FORMS, COMMON_WORDS, FULL_NAMES, WORD_SPELLINGS } from './words.ts'

export interface TeamName {
  readonly kind: 'team'
  /** What names the team. */
  readonly words: readonly string[]
  /** Club forms, as "fc": they tell teams apart only where both names have some. */
  readonly forms: readonly string[]
  /** As in "Schalke 04"; empty if there is none. */
  readonly year: string
  readonly markers: readonly string[]
}

/** "(ESP)": where a club is from. Sites disagree on the codes. */
const COUNTRY = /\([a-z]{2,3}\)/g
const YEAR = /^\d{2,4}$/

export function readTeamName(text: string): TeamName {
  const { markers, rest } = readMarkers(text)
  const spelled = spellOut(wordsOf(rest.replace(COUNTRY, ' ')))
  const all = joinInitials(FULL_NAMES.get(spelled) ?? spelled).split(' ')
  const words = all.filter((word) => !CLUB_FORMS.has(word) && !YEAR.test(word))
  if (words.length === 0) return { kind: 'team', words: all, forms: [], year: '', markers }
  const forms = all.filter((word) => CLUB_FORMS.has(word))
  return { kind: 'team', words, forms, year: all.find((word) => YEAR.test(word)) ?? '', markers }
}

export function compareTeams(one: TeamName, other: TeamName): Likeness {
  if (!haveSameMarkers(one.markers, other.markers)) return 'different'
  if (one.words.join('') === other.words.join(''))
    return agreeOnForms(one, other) ? 'same' : 'similar'
  const [fewer, more] =
    one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words]
  if (fewer.length === more.length && areSpelledAlike(fewer, more)) {
    return agreeOnForms(one, other) ? 'same' : 'similar'
  }
  return isPartOf(fewer, more) || areInitials(fewer, more) ? 'similar' : 'different'
}

/** "St" is a saint, but a state at the end: "St Johns", "Michigan St". */
function spellOut(words: readonly string[]): string {
  const full = words.map((word) => WORD_SPELLINGS.get(word) ?? word)
  if (words.length > 1 && words.at(-1) === 'st') full[full.length - 1] = 'state'
  return full.join(' ')
}

/** "B.C." reads as two words; together they are a form. */
function joinInitials(text: string): string {
  return text.replace(/\b(\w) (?=\w\b)/g, '$1')
}

/** "Barcelona SC" and "FC Barcelona" are two clubs, and "Bohemians 1905" is not every Bohemians; "Barcelona" may be either. */
function agreeOnForms(one: TeamName, other: TeamName): boolean {
  if (one.year !== other.year) return false
  if (one.forms.length === 0 || other.forms.length === 0) return true
  return one.forms.some((form) => other.forms.includes(form))
}

/** The same words in any order; some may be shortened if one that tells something is not. */
function areSpelledAlike(one: readonly string[], other: readonly string[]): boolean {
  const pairs = alignWords(one, other, [isEqual, isAbbreviation(3)])
  return pairs?.some(([word, match]) => word === match) ?? false
}

/** Each word of one has its counterpart in the other, however shortened, and one that tells something is hardly so. */
function isPartOf(fewer: readonly string[], more: readonly string[]): boolean {
  const rules = [isEqual, isAbbreviation(3), isMisspelling, isContraction, isInitial]
  const pairs = alignWords(fewer, more, rules)
  return pairs?.some(([word]) => word.length >= 3 && !COMMON_WORDS.has(word)) ?? false
}

/** "PSG" for "Paris Saint Germain". */
function areInitials(fewer: readonly string[], more: readonly string[]): boolean {
  const [word] = fewer
  return fewer.length === 1 && more.length >= 3 && word === more.map((long) => long[0]).join('')
}
