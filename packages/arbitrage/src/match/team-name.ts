import {
  alignWords,
  isAbbreviation,
  isContraction,
  isEqual,
  isInitial,
  isMisspelling,
} from './align-words.ts'
import { countryOf } from './countries.ts'
import { mendEncoding, wordsOf } from './fold.ts'
import type { Likeness } from './likeness.ts'
import { haveSameMarkers, readMarkers } from './markers.ts'
import { countryCode, wordsOfState } from './places.ts'
import { soundOf } from './sound.ts'
import {
  CLUB_FORMS,
  COMMON_WORDS,
  FULL_NAMES,
  PHRASES,
  SPORT_WORDS,
  WORD_SPELLINGS,
} from './words.ts'

export interface TeamName {
  readonly kind: 'team'
  /** What names the team. */
  readonly words: readonly string[]
  /** Club forms, as "fc": they tell teams apart only where both names have some. */
  readonly forms: readonly string[]
  /** As in "Schalke 04"; empty if there is none. */
  readonly year: string
  /** The code of a country in brackets; empty if there is none. */
  readonly country: string
  /** The name of a state in brackets, which is among the words; empty if there is none. */
  readonly state: string
  /** The words as they sound, in the same order. */
  readonly sounds: readonly string[]
  readonly markers: readonly string[]
}

/** "(ESP)": where a club is from. */
const COUNTRY = /\(([a-z]{3})\)/g
/** "Miami (OH)", "Botafogo (SP)": a state names the club as its town does. */
const STATE = /\(([a-z]{2})\)/g
const NO_NAMES = [CLUB_FORMS, SPORT_WORDS]
/** "Penn ST Lions": a saint is "St". */
const STATE_IN_CAPITALS = /(?<=\p{Ll}) ST(?= |$)/gu
const ARTICLE = /^(?:les?|la|the) /
const YEAR = /^\d{2,4}$/

export function readTeamName(text: string): TeamName {
  const { markers, rest } = readMarkers(mendEncoding(text).replace(STATE_IN_CAPITALS, ' state'))
  const state = wordsOfState([...rest.matchAll(STATE)].at(-1)?.[1] ?? '')
  const country = countryCode([...rest.matchAll(COUNTRY)].at(-1)?.[1] ?? '')
  const plain = rest
    .replace(COUNTRY, ' ')
    .replace(STATE, (_, code: string) => ` ${wordsOfState(code)} `)
  const spelled = spellOut(wordsOf(plain))
  const all = joinInitials(
    FULL_NAMES.get(spelled) ?? countryOf(spelled.replace(ARTICLE, '')) ?? spelled,
  ).split(' ')
  const named = all.filter((word) => !NO_NAMES.some((set) => set.has(word)) && !YEAR.test(word))
  const isBare = named.length === 0
  const words = isBare ? all : named
  return {
    kind: 'team',
    words,
    forms: isBare ? [] : all.filter((word) => CLUB_FORMS.has(word)),
    year: isBare ? '' : (all.find((word) => YEAR.test(word)) ?? ''),
    country,
    state,
    sounds: words.map(soundOf),
    markers,
  }
}

export function compareTeams(one: TeamName, other: TeamName): Likeness {
  if (!haveSameMarkers(one.markers, other.markers)) return 'different'
  if (areApart(one.country, other.country)) return 'different'
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
  return PHRASES.reduce((name, [phrase, plain]) => name.replace(phrase, plain), full.join(' '))
}

/** "B.C." reads as two words; together they are a form. */
function joinInitials(text: string): string {
  return text.replace(/\b(\w) (?=\w\b)/g, '$1')
}

/** "Barcelona SC" and "FC Barcelona" are two clubs, and "Bohemians 1905" is not every Bohemians; "Barcelona" may be either. */
export function agreeOnForms(one: TeamName, other: TeamName): boolean {
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

/** "Nacional (URU)" is not "Nacional (PAR)"; "Nacional" may be either. */
export function areApart(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other
}

/** "PSG" for "Paris Saint Germain". */
export function areInitials(fewer: readonly string[], more: readonly string[]): boolean {
  const [word] = fewer
  return fewer.length === 1 && more.length >= 3 && word === more.map((long) => long[0]).join('')
}
