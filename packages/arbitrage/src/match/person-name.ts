import { alignWords, isAbbreviation, isEqual, isInitial } from './align-words.ts'
import { wordsOf } from './fold.ts'
import { weaker, type Likeness } from './likeness.ts'

export interface PersonName {
  readonly kind: 'person'
  /** One player; two in a doubles pair, in no order. Each is the words of the name in no order: sites disagree on it. */
  readonly players: readonly (readonly string[])[]
}

const COUNTRY = /\([a-z]{2,3}\)/gi
/** "JB." is two initials; "Ka." is a shortened name. */
const JOINED_INITIALS = /\b(\p{Lu})(\p{Lu})\./gu
/** "A.Bedene-D.Novak" and "Gaston-Humbert" are pairs; "I.-C. Begu" and "C. Suarez-Navarro" are one player. */
const PAIR_HYPHEN = /(?<=\p{L}{2})-(?=\p{Lu}{1,2}\.)|(?<=^\p{L}+)-(?=\p{L}+$)/gu

export function readPersonName(text: string): PersonName {
  const players = text
    .replace(COUNTRY, ' ')
    .replace(PAIR_HYPHEN, '/')
    .replace(JOINED_INITIALS, '$1 $2 ')
    .split(/[/&]/)
    .map(wordsOf)
  return { kind: 'person', players: players.filter((words) => words.length > 0) }
}

export function comparePersons(one: PersonName, other: PersonName): Likeness {
  const [first, second] = one.players
  const [otherFirst, otherSecond] = other.players
  if (one.players.length !== other.players.length || one.players.length > 2) return 'different'
  if (first === undefined || otherFirst === undefined) return 'different'
  if (second === undefined || otherSecond === undefined) return comparePlayers(first, otherFirst)
  const straight = weaker(comparePlayers(first, otherFirst), comparePlayers(second, otherSecond))
  if (straight !== 'different') return straight
  return weaker(comparePlayers(first, otherSecond), comparePlayers(second, otherFirst))
}

/** Every word needs its own counterpart: the word itself, or its initial. One whole word, the surname, must be shared. */
function comparePlayers(one: readonly string[], other: readonly string[]): Likeness {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one]
  const pairs = alignWords(fewer, more, [isEqual, isInitial, isAbbreviation(2)])
  if (!pairs?.some(([word, match]) => word === match && word.length > 1)) return 'different'
  return fewer.length === more.length ? 'same' : 'similar'
}
