import { fold, wordsOf } from './fold.ts'

/** The languages of pages that were seen. */
const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'da', 'sv', 'pl']
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/** Countries of sport that are no states, and names that no list of states has. */
const BY_HAND: Readonly<Record<string, string>> = {
  england: 'angleterre|inghilterra|inglaterra|engeland',
  scotland: 'ecosse|schottland|escocia|scozia',
  wales: 'pays de galles|pays galles|gales|galles',
  'northern ireland': 'irlande du nord|irlande nord|nordirland|irlanda del norte|irlanda del nord',
  ireland: 'republic of ireland|rep ireland|rep of ireland|eire|republique d irlande',
  'united states': 'usa|us|etats unis d amerique|united states of america',
  'united kingdom': 'great britain|grande bretagne|gbr',
  czechia: 'czech republic|republique tcheque|rep tcheque|r tcheque',
  'north macedonia': 'macedonia|macedoine|mazedonien|macedoine nord|nord macedoine|fyr macedonia',
  'south korea': 'korea republic|coree|coree sud|korea|republic of korea|s korea',
  'north korea': 'korea dpr|coree nord|dpr korea',
  'russian olympic committee': 'comite olympique russe|roc|ao russie',
  bosnia: 'bosnie|bosnie herzegovine|bosnia and herzegovina|bosnia herzegovina|bosnien',
  'ivory coast': 'cote d ivoire|cote ivoire',
  turkey: 'turkiye|turquie',
  'cape verde': 'cap vert|cabo verde',
  congo: 'dr congo|rd congo|congo dr|r d congo|republique democratique du congo|congo rd',
  netherlands: 'holland|hollande',
  'united states virgin islands': 'us virgin islands|iles vierges americaines',
}

/** Before the name of a competition, never of a side: "American" is a university. */
const ADJECTIVES: Readonly<Record<string, string>> = {
  england: 'english',
  scotland: 'scottish',
  wales: 'welsh',
  ireland: 'irish',
  'united states': 'american',
  'united kingdom': 'british',
  czechia: 'czech|tcheque',
  russia: 'russian|russe|rus',
  turkey: 'turkish',
  germany: 'german|ger|deutsche',
  france: 'french|fra|francaise',
  italy: 'italian|ita',
  spain: 'spanish|esp',
  austria: 'austrian|aut',
  switzerland: 'swiss|sui',
  belgium: 'belgian|bel',
  netherlands: 'dutch|ned',
  portugal: 'portuguese|por',
  greece: 'greek|gre',
  poland: 'polish|pol',
  denmark: 'danish|den',
  sweden: 'swedish|swe',
  norway: 'norwegian|nor',
  finland: 'finnish|fin',
  croatia: 'croatian|cro',
  serbia: 'serbian|srb',
  brazil: 'brazilian|bra',
  argentina: 'argentine|argentinian|arg',
  mexico: 'mexican|mex',
  japan: 'japanese|jpn',
  australia: 'australian|aus',
  china: 'chinese|chn',
  romania: 'romanian|rou',
  hungary: 'hungarian|hun',
  ukraine: 'ukrainian|ukr',
  israel: 'israeli|isr',
}

let byName: ReadonlyMap<string, string> | undefined
let byAdjective: ReadonlyMap<string, string> | undefined

/** The English name of a country that a text is, in any of the languages; undefined if it is none. */
export function countryOf(text: string): string | undefined {
  byName ??= readCountries()
  return byName.get(text.replaceAll(' ', ''))
}

/** The country of a word before a competition: "Germany", "German", "GER". */
export function countryOrAdjectiveOf(text: string): string | undefined {
  byAdjective ??= readByHand(ADJECTIVES)
  return countryOf(text) ?? byAdjective.get(text)
}

/** Without spaces, because pages run words together: "paysdegalles". */
function readCountries(): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`))
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of codes) {
      const name = display.of(code)
      const canonical = english.of(code)
      if (name === undefined || canonical === undefined || REGIONS_NOT_COUNTRIES.has(code)) continue
      const plain = wordsOf(name).join('')
      if (!names.has(plain)) names.set(plain, fold(canonical))
    }
  }
  for (const [spelling, country] of readByHand(BY_HAND)) names.set(spelling, country)
  return names
}

function readByHand(table: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(table).flatMap(([country, spellings]) =>
      [country, ...spellings.split('|')].map((spelling) => [spelling.replaceAll(' ', ''), country]),
    ),
  )
}

/** The union, the currency area, the world, and codes that tests of software use. */
const REGIONS_NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'])
