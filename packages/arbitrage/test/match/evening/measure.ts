import { createMatchBook, type MatchEvent } from '../../../src/index.ts'
import type { Entity } from './known-names.ts'
import { createListing, type Listing } from './listing.ts'
import { createRandom } from './random.ts'

export interface Figures {
  /** Matches that the book found, and how many of them are of two different events or have the sides exchanged. */
  found: number
  wrong: number
  turned: number
  /** Events at both providers. */
  listed: number
}

export interface Miss {
  readonly why: 'wrong' | 'turned' | 'missed'
  readonly sport: string
  readonly north: MatchEvent | undefined
  readonly south: MatchEvent | undefined
}

export interface Measurement {
  readonly bySport: ReadonlyMap<string, Figures>
  readonly misses: readonly Miss[]
}

const SPORTS = ['basketball', 'football', 'handball', 'ice-hockey', 'rugby', 'tennis']

/** Matches `evenings` evenings in each sport; with a `share` of the southern listing, as it is while a page loads. */
export function measure(
  entities: readonly Entity[],
  { evenings, share = 1 }: { readonly evenings: number; readonly share?: number },
): Measurement {
  const misses: Miss[] = []
  const bySport = new Map<string, Figures>()
  for (const sport of SPORTS) {
    const figures: Figures = { found: 0, wrong: 0, turned: 0, listed: 0 }
    bySport.set(sport, figures)
    for (let seed = 1; seed <= evenings; seed += 1) {
      const random = createRandom(seed)
      const listing = createListing(sport, entities, random)
      if (listing === undefined) continue
      const events = listing.events.filter(
        ({ providerId }) => providerId === 'north' || random.chance(share),
      )
      count({ listing, events, figures, misses })
    }
  }
  return { bySport, misses }
}

interface Counting {
  readonly listing: Listing
  readonly events: readonly MatchEvent[]
  readonly figures: Figures
  readonly misses: Miss[]
}

function count({ listing: { sport, truth }, events, figures, misses }: Counting): void {
  const book = createMatchBook()
  for (const event of events) book.put(event)
  const byId = new Map(events.map((event) => [event.eventId, event]))
  for (const north of events.filter(({ providerId }) => providerId === 'north')) {
    const expected = truth.get(north.eventId)
    const isListed = expected !== undefined && byId.has(expected.eventId)
    if (isListed) figures.listed += 1
    const found = book.find('north', north.eventId)?.counterpart
    if (found === undefined) {
      if (isListed) misses.push({ why: 'missed', sport, north, south: byId.get(expected.eventId) })
      continue
    }
    figures.found += 1
    const isSwapped = book.find('south', found.eventId)?.isSwapped
    const miss = { sport, north, south: found }
    if (found.eventId !== expected?.eventId) {
      figures.wrong += 1
      misses.push({ why: 'wrong', ...miss })
    } else if (isSwapped !== expected.isSwapped) {
      figures.turned += 1
      misses.push({ why: 'turned', ...miss })
    }
  }
}

export function sumOf(all: Iterable<Figures>): Figures {
  const sum: Figures = { found: 0, wrong: 0, turned: 0, listed: 0 }
  for (const { found, wrong, turned, listed } of all) {
    sum.found += found
    sum.wrong += wrong
    sum.turned += turned
    sum.listed += listed
  }
  return sum
}

export function precisionOf({ found, wrong }: Figures): number {
  return found === 0 ? 1 : (found - wrong) / found
}

export function recallOf({ found, wrong, turned, listed }: Figures): number {
  return listed === 0 ? 1 : (found - wrong - turned) / listed
}
