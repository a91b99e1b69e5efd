/**
 * Owns the ids of matches, one for each event of a provider. Names and start are mutable text; the provider's own id of the
 * event is not.
 *
 * 1. An event keeps its id when it is respelled, when it is moved past midnight, and when it is listed again.
 * 2. Two events that a provider lists at once never share an id, though names and day may be equal.
 */
import type { MatchEvent } from './compare-events.ts'
import { markedMatchId, matchIdOf } from './match-id.ts'

export interface MatchIds {
  /** The id of an event that is listed now. */
  readonly take: (event: MatchEvent) => string
  /** The event is not listed any more. Its id is remembered. */
  readonly release: (event: MatchEvent) => void
}

interface Known {
  readonly sport: string
  readonly matchId: string
}

/** More events than two providers list in a day. */
const LONGEST_MEMORY = 50_000

export function createMatchIds(): MatchIds {
  const remembered = new Map<string, Known>()
  /** Which event of a provider has an id now. */
  const holders = new Map<string, string>()

  function choose(event: MatchEvent): string {
    const { sport, start, home, away, eventId } = event
    const known = remembered.get(keyOf(event))
    const fresh = matchIdOf(sport, start, [home, away])
    const wanted = known?.sport === sport ? known.matchId : fresh
    return isFree(event, wanted) ? wanted : markedMatchId(fresh, eventId)
  }

  function isFree(event: MatchEvent, matchId: string): boolean {
    const holder = holders.get(holderKey(event, matchId))
    return holder === undefined || holder === keyOf(event)
  }

  return {
    take: (event) => {
      const key = keyOf(event)
      const matchId = choose(event)
      holders.set(holderKey(event, matchId), key)
      remembered.delete(key)
      remembered.set(key, { sport: event.sport, matchId })
      const [oldest] = remembered.keys()
      if (remembered.size > LONGEST_MEMORY && oldest !== undefined) remembered.delete(oldest)
      return matchId
    },
    release: (event) => {
      const known = remembered.get(keyOf(event))
      if (known !== undefined && isFree(event, known.matchId))
        holders.delete(holderKey(event, known.matchId))
    },
  }
}

function keyOf({ providerId, eventId }: MatchEvent): string {
  return `${providerId}|${eventId}`
}

function holderKey({ providerId }: MatchEvent, matchId: string): string {
  return `${providerId}|${matchId}`
}
