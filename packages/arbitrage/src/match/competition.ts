import { countryOrAdjectiveOf } from './countries.ts'
import { readCompetitionMarkers } from './competition-markers.ts'
import { readDivision } from './division.ts'
import { fold, wordsOf } from './fold.ts'

/** A competition's name taken apart by its own rules: a figure is a division here, not a reserve side. */
export interface Competition {
  /** Women, age, reserves, virtual: they count for both sides of an event. */
  readonly markers: readonly string[]
  readonly division: string
  /** A group of a stage: "a" of "Group A". Empty if the name has none. */
  readonly group: string
  readonly countries: readonly string[]
  /** Whether it is of men or of women in sports between persons; empty if the name does not show it. */
  readonly tour: 'men' | 'women' | ''
  /** What is left, in alphabetical order. */
  readonly words: readonly string[]
}

/** `unknown` is no evidence: sponsors change, and a provider's own name for a league shares no word with another's. */
export type Agreement = 'same' | 'unknown' | 'different'

const GROUP =
  /(?<!\p{L})(?:group|groupe|gruppe|grupo|gruppo|pool|poule|conference)\s+([a-l]|\d{1,2})(?!\p{L})/u
/** Years, seasons and rounds: two providers show different ones of one competition. */
const PASSING = new RegExp(
  [
    String.raw`(?<!\d)(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?(?!\d)`,
    String.raw`(?<!\d)\d\d\s?/\s?\d\d(?!\d)`,
    String.raw`(?<!\p{L})(?:round|matchday|match day|week|day|journee|jornada|giornata|spieltag|runde|stage|game|leg)\s+\d+`,
    String.raw`(?<!\d)\d+\s?(?:st|nd|rd|th|\.)?\s(?:round|matchday|week|day|journee|jornada|giornata|spieltag|runde|leg)(?!\p{L})`,
    String.raw`(?<!\d)1/\d+(?:[\s-]finals?)?`,
  ].join('|'),
  'gu',
)
/** Airlines and words that are in some spelling of almost every competition. */
const SPONSORS = /turkish airlines|emirates|qatar airways|american express/g
const IDLE = new Set(
  (
    'the of de la le les der die das and et und regular season playoffs play offs offs final finals stage men mens masculin ' +
    'herren division div league liga ligue lig serie'
  ).split(' '),
)
const LONGEST_COUNTRY = 4
const WOMENS_TOUR = /(?<!\p{L})(?:wta|w\d{2,3}|billie jean)(?!\p{L})/u
const MENS_TOUR = /(?<!\p{L})(?:atp|m\d{2,3}|davis cup|men|mens|challenger|herren)(?!\p{L})/u

export function readCompetition(text: string): Competition {
  const folded = fold(text).replace(SPONSORS, ' ').trim()
  const { markers, rest } = readCompetitionMarkers(folded)
  const group = GROUP.exec(rest)?.[1] ?? ''
  const plain = rest.replace(GROUP, ' ').replace(PASSING, ' ')
  const { countries, words: named } = readCountries(wordsOf(plain))
  const { words, division } = readDivision(named)
  const own = words.filter((word) => !IDLE.has(word))
  return {
    markers,
    division,
    group,
    countries,
    tour: tourOf(folded, markers),
    words: (own.length === 0 ? words : own).toSorted(),
  }
}

export function compareCompetitions(one: Competition, other: Competition): Agreement {
  if (!agreeOnMarkers(one.markers, other.markers)) return 'different'
  if (areApart(one.countries, other.countries)) return 'different'
  if (one.division !== '' && other.division !== '' && one.division !== other.division)
    return 'different'
  const haveSameWords = one.words.join() === other.words.join()
  // "Bundesliga" alone is the first; "LaLiga" and "Segunda División" are two names of unknown relation.
  if (haveSameWords && (one.division || '1') !== (other.division || '1')) return 'different'
  if (haveSameWords && one.group !== '' && other.group !== '' && one.group !== other.group)
    return 'different'
  return haveSameWords && one.words.length > 0 ? 'same' : 'unknown'
}

/** A competition of the young without an age is of any age: "Youth League" and "UEFA U19". */
export function agreeOnMarkers(one: readonly string[], other: readonly string[]): boolean {
  const [plain, otherPlain] = [withoutYouth(one), withoutYouth(other)]
  if (one.some(isOfYoung) !== other.some(isOfYoung)) return false
  const [ages, otherAges] = [plain.filter(isAge), otherPlain.filter(isAge)]
  if (ages.length > 0 && otherAges.length > 0 && ages.join() !== otherAges.join()) return false
  const rest = (markers: readonly string[]): string =>
    markers.filter((marker) => !isAge(marker)).join()
  return rest(plain) === rest(otherPlain)
}

function withoutYouth(markers: readonly string[]): readonly string[] {
  return markers.filter((marker) => marker !== 'youth')
}

function isAge(marker: string): boolean {
  return /^u\d\d$/.test(marker)
}

function isOfYoung(marker: string): boolean {
  return marker === 'youth' || isAge(marker)
}

function areApart(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && !one.some((country) => other.includes(country))
}

function tourOf(folded: string, markers: readonly string[]): Competition['tour'] {
  const isWomen = WOMENS_TOUR.test(folded) || markers.includes('women')
  const isMen = MENS_TOUR.test(folded)
  if (isWomen === isMen) return ''
  return isWomen ? 'women' : 'men'
}

/** The longest names first: "Northern Ireland" is not Ireland. */
function readCountries(all: readonly string[]): { countries: string[]; words: string[] } {
  const countries: string[] = []
  const words: string[] = []
  let at = 0
  while (at < all.length) {
    const length = [...Array(LONGEST_COUNTRY).keys()]
      .map((shorter) => LONGEST_COUNTRY - shorter)
      .find((size) => countryOrAdjectiveOf(all.slice(at, at + size).join(' ')) !== undefined)
    const country =
      length === undefined ? undefined : countryOrAdjectiveOf(all.slice(at, at + length).join(' '))
    if (country === undefined) words.push(all[at] ?? '')
    else countries.push(country)
    at += length ?? 1
  }
  return { countries, words }
}
