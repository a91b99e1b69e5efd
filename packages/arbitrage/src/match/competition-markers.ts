type Rule = readonly [pattern: RegExp, marker: (found: RegExpExecArray) => string]

const start = String.raw`(?<![\p{L}\p{N}])`
const end = String.raw`(?![\p{L}\p{N}])`

function words(list: string): RegExp {
  return new RegExp(`${start}(?:${list})${end}`, 'u')
}

/** Leagues of women that do not have the word in their name. */
const WOMENS_LEAGUES =
  'fa wsl|wsl ?[12]?|nwsl|wnba|wnbl|wbbl|wcba|wkbl|wjbl|lfb|pwhl|whl women|liga f|d1 arkema|arkema premiere ligue|' +
  'premiere ligue arkema|w-?league|we league|nadeshiko(?: league)?|damallsvenskan|elitettan|toppserien|kvindeligaen|' +
  'kvinde ?ligaen|kansallinen liiga|naisten liiga|sdhl|lfh|ligue butagaz(?: energie)?|' +
  'serie a femminile|uwcl|wncaa|ncaaw|wncaab|aflw|nrlw'

const WOMEN_WORDS =
  "women'?s?|women’s|woman|ladies|girls|femenin[ao]|feminin[aoe]?s?|femminile|femenil|feminil|frauen\\w*|damen\\w*|dames|" +
  'damer|dam|vrouwen|kobiet|zeny|zene|zenska|naiset|naisten|kvinner|kvinder|kadinlar|wom|fem|w\\.?league'

/**
 * On folded text. A lone letter or figure is a division, a group or a tier, never a reserve side: "Serie B", "Group F",
 * "Bundesliga 2". Only in brackets, or as the last letter after a space, "F" and "W" are women: "Serie A (F)".
 */
const RULES: readonly Rule[] = [
  [
    words(
      'e-? ?sports?|e-?soccer|e-?football|e-?basket(?:ball)?|e-?hockey|e-?tennis|e-?nba|efootball|ebasketball|' +
        'cyber\\w*|virtual\\w*|simulated|simulation|srl|fifa ?-? ?2\\d|fifa \\(?(?:2x)?\\d+ ?min.*|ea ?fc|fc ?2[4-9]|nba ?2k\\d*|nhl ?2[0-9]|' +
        'h2h gg|gg league|gt sports? league|gt leagues|volta|adriatic league 2x\\d+|.*\\d+ ?x ?\\d+ ?min\\w*|\\d+ ?min\\w* ?play',
    ),
    () => 'virtual',
  ],
  [words('(?:u|under|sub|u-|sub-|under-|m)[\\s.-]?(1\\d|2[0-3])s?'), ([, age]) => `u${age}`],
  [
    words(
      'youth|juniors?|jugend|primavera\\s?[12]?|academy|juvenil|juvenis|jeunes|espoirs|nachwuchs\\w*|colts|junioren',
    ),
    () => 'youth',
  ],
  [words(WOMENS_LEAGUES), () => 'women'],
  [words(WOMEN_WORDS), () => 'women'],
  [
    /\((?:f|w)\)|[\s-](?<!(?:group|groupe|gruppe|grupo|gruppo|pool|poule|conference|section|zone|liga|serie|division|league) )[fw]\.?$/u,
    () => 'women',
  ],
  [words('reserves?|reserven|reserva|reservas|amateure?s?|premier league 2|pl2'), () => 'reserve'],
  [words('3 ?x ?3'), () => '3x3'],
]

/** A competition's text without what sets it apart from that of the senior men, and those marks. */
export function readCompetitionMarkers(folded: string): {
  readonly markers: readonly string[]
  readonly rest: string
} {
  const markers = new Set<string>()
  let rest = folded
  for (const [pattern, markerOf] of RULES) {
    const found = pattern.exec(rest)
    if (found === null) continue
    markers.add(markerOf(found))
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`.trim()
  }
  return { markers: [...markers].toSorted(), rest }
}
