/**
 * Two providers' listings of one evening in one sport, from names that sites really use.
 *
 * 50 events start about the same time, fewer where the file has fewer names. One in five is at one provider only. In
 * tennis and basketball the second provider lists the sides the other way round in one of four. Confusers are events of
 * the women, the young, the reserves or a game console under the same names, and neighbours that play somebody else.
 */
import type { MatchEvent } from '../../../src/index.ts'
import { COMPETITIONS, NEIGHBOURS, WOMEN_SPELLINGS } from './competitions.ts'
import { isMarked, type Entity, type Marker } from './known-names.ts'
import type { Random } from './random.ts'

export interface Listing {
  readonly sport: string
  readonly events: readonly MatchEvent[]
  /** For an event at `north`: its event at `south`, and whether the sides have changed places there. */
  readonly truth: ReadonlyMap<string, { readonly eventId: string; readonly isSwapped: boolean }>
}

const EVENTS = 50
const ONE_SIDED = 0.2
const SWAPPED = 0.25
const CONFUSED = 0.2
const START_MS = Date.parse('2026-11-28T19:00:00.000Z')
const SWAPPING_SPORTS = new Set(['tennis', 'basketball'])

interface Sides {
  readonly home: string
  readonly away: string
}

export function createListing(
  sport: string,
  entities: readonly Entity[],
  random: Random,
): Listing | undefined {
  const ofSport = entities.filter((entity) => entity.sport === sport)
  const sites = chooseSites(ofSport, random)
  if (sites === undefined) return undefined
  const events: MatchEvent[] = []
  const truth = new Map<string, { eventId: string; isSwapped: boolean }>()
  const list = createLister(sport, events, random)
  pairUp(ofSport, sites, random).forEach(([one, other], place) => {
    const [northSite, southSite] = sites
    const spell = (site: string): Sides => ({
      home: random.pick(one.spellings.get(site) ?? []),
      away: random.pick(other.spellings.get(site) ?? []),
    })
    const [north, south] = [spell(northSite), spell(southSite)]
    const isSwapped = SWAPPING_SPORTS.has(sport) && random.chance(SWAPPED)
    const competition = random.pick(COMPETITIONS[sport] ?? [[]])
    const only = random.chance(ONE_SIDED) ? random.pick(['north', 'south'] as const) : undefined
    const { markers } = one
    if (only !== 'south') list('north', `${place}`, { sides: north, competition, markers })
    const sides = isSwapped ? { home: south.away, away: south.home } : south
    if (only !== 'north') list('south', `${place}`, { sides, competition, markers })
    if (only === undefined) truth.set(`n${place}`, { eventId: `s${place}`, isSwapped })
    if (sport === 'tennis' || !random.chance(CONFUSED)) return
    const at = only === undefined ? random.pick(['north', 'south'] as const) : opposite(only)
    confuse(list, {
      at,
      id: `${place}c`,
      sides: at === 'north' ? north : sides,
      competition,
      markers,
      random,
    })
  })
  addNeighbours(list, { sport, names: ofSport, sites, random })
  return { sport, events: random.shuffle(events), truth }
}

type Lister = (
  provider: 'north' | 'south',
  id: string,
  event: {
    readonly sides: Sides
    readonly competition: readonly string[]
    readonly markers: readonly Marker[]
    /** Only the competition shows what the event is. */
    readonly isNamed?: boolean
  },
) => void

/** Lists an event. What the names do not show of women and youth, the competition does. */
function createLister(sport: string, events: MatchEvent[], random: Random): Lister {
  return (providerId, id, { sides, competition, markers, isNamed = false }) => {
    const hidden = markers.filter(
      (marker) => !isMarked(sides.home, marker) && !isMarked(sides.away, marker),
    )
    const ofMen = competition.length === 0 ? '' : random.pick(competition)
    const marks = hidden.map((marker) =>
      marker === 'women' ? random.pick(WOMEN_SPELLINGS) : 'U21',
    )
    const isShown = isNamed || hidden.length > 0 || random.chance(0.8)
    events.push({
      providerId,
      eventId: `${providerId[0]}${id}`,
      ...sides,
      start: new Date(START_MS + random.pick([0, 0, 0, 0, 5, -5]) * 60_000).toISOString(),
      sport,
      competition: isShown ? [ofMen, ...marks].join(' ').trim() : null,
    })
  }
}

function opposite(provider: 'north' | 'south'): 'north' | 'south' {
  return provider === 'north' ? 'south' : 'north'
}

/** Two sites that know many of the same names. */
function chooseSites(
  entities: readonly Entity[],
  random: Random,
): readonly [string, string] | undefined {
  const sites = [...new Set(entities.flatMap(({ spellings }) => [...spellings.keys()]))].toSorted()
  const pairs = sites.flatMap((one) =>
    sites.filter((other) => other !== one).map((other) => [one, other] as const),
  )
  const rich = pairs.filter((pair) => sharedBy(entities, pair).length >= entities.length / 4)
  return rich.length === 0 ? undefined : random.pick(rich)
}

function sharedBy(entities: readonly Entity[], sites: readonly [string, string]): Entity[] {
  return entities.filter(({ spellings }) => sites.every((site) => spellings.has(site)))
}

/** Opponents that may meet: of one class, and a name at most once in an evening. */
function pairUp(
  entities: readonly Entity[],
  sites: readonly [string, string],
  random: Random,
): (readonly [Entity, Entity])[] {
  const classes = Map.groupBy(
    random.shuffle(sharedBy(entities, sites)),
    ({ isPair, markers }) => `${isPair}|${markers.join()}`,
  )
  const pairs = [...classes.values()].flatMap((peers) =>
    Array.from({ length: Math.floor(peers.length / 2) }, (_, place) => {
      const [one, other] = peers.slice(2 * place)
      return one === undefined || other === undefined ? [] : [[one, other] as const]
    }).flat(),
  )
  return random.shuffle(pairs).slice(0, EVENTS)
}

interface Confuser {
  readonly at: 'north' | 'south'
  readonly id: string
  readonly sides: Sides
  readonly competition: readonly string[]
  readonly markers: readonly Marker[]
  readonly random: Random
}

/** The same names in another class: shown by the sides or by the competition alone. */
function confuse(list: Lister, { at, id, sides, competition, markers, random }: Confuser): void {
  const mark = random.pick(['women', 'youth', 'reserve', 'virtual', 'league'] as const)
  if (markers.length > 0 && mark !== 'virtual') return
  const named = (suffix: string): Sides => ({
    home: `${sides.home} ${suffix}`,
    away: `${sides.away} ${suffix}`,
  })
  if (mark === 'women')
    return list(at, id, {
      sides: named(random.pick(['Women', '(W)', '(F)'])),
      competition,
      markers,
    })
  if (mark === 'youth')
    return list(at, id, {
      sides: named(random.pick(['U21', 'U19', '(U20)'])),
      competition,
      markers,
    })
  if (mark === 'reserve')
    return list(at, id, {
      sides: named(random.pick(['II', 'B', 'Reserves'])),
      competition,
      markers,
    })
  const alone =
    mark === 'virtual'
      ? ['Esoccer Battle - 8 mins play', 'SRL Simulated Reality', 'Cyber League']
      : ['FA WSL', 'NWSL', 'WNBA', 'Premier League 2 U21', 'Liga F', 'Frauen-Bundesliga']
  list(at, id, { sides, competition: [random.pick(alone)], markers: [], isNamed: true })
}

interface Neighbourhood {
  readonly sport: string
  readonly names: readonly Entity[]
  readonly sites: readonly [string, string]
  readonly random: Random
}

/** One neighbour plays at one provider, the other at the other, each against somebody that plays nowhere else. */
function addNeighbours(list: Lister, { sport, names, sites, random }: Neighbourhood): void {
  const [northSite, southSite] = sites
  const strangers = random.shuffle(
    names.filter(({ isPair, markers }) => !isPair && markers.length === 0),
  )
  const chosen = random.shuffle(NEIGHBOURS[sport] ?? []).slice(0, 2)
  chosen.forEach(([one, other], place) => {
    const [first, second] = strangers.slice(2 * place)
    const against = first?.spellings.get(northSite)?.[0]
    const otherwise = second?.spellings.get(southSite)?.[0]
    if (against === undefined || otherwise === undefined) return
    const competition = random.pick(COMPETITIONS[sport] ?? [[]])
    const markers: readonly Marker[] = []
    list('north', `x${place}`, { sides: { home: one, away: against }, competition, markers })
    list('south', `y${place}`, { sides: { home: other, away: otherwise }, competition, markers })
  })
}
