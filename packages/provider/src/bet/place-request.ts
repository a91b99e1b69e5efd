import type { ProviderContract } from '../contract/contract.ts'
import type { PlaceEndpoint } from '../contract/place.ts'
import { compileConditions } from '../json/conditions.ts'
import { parseJson } from '../json/parse.ts'
import { isKeyed, readPointer } from '../json/pointer.ts'
import type { Lookup } from '../json/pointer.ts'
import { compileUrlPattern } from '../url-pattern.ts'
import { idOf, moneyOf, oddsOf } from '../values/foreign.ts'
import type { PlaceRequest } from './permit.ts'

/** Follows a pointer, but through a list only where it holds one element: two bets in a request are not one bet. */
function compileSingle(pointer: string): Lookup {
  const parts = readPointer(pointer)
  return (value) => {
    let found = value
    for (const part of parts) {
      if (Array.isArray(found)) {
        const list: readonly unknown[] = found
        found = list.length === 1 && part === '0' ? list[0] : undefined
      } else found = isKeyed(found) && Object.hasOwn(found, part) ? found[part] : undefined
    }
    return found
  }
}

/** A form as an object; undefined where a name stands twice, since nobody knows which of them the provider takes. */
function readForm(body: string): unknown {
  const pairs = [...new URLSearchParams(body)]
  const form = new Map(pairs)
  return form.size === pairs.length ? Object.fromEntries(form) : undefined
}

function readBody(encoding: PlaceEndpoint['encoding'], body: string): unknown {
  return encoding === 'json' ? parseJson(body) : readForm(body)
}

interface PlaceReader {
  readonly fencePatterns: readonly string[]
  isPlaceEndpoint(method: string, url: string): boolean
  readPlaceRequest(method: string, url: string, body: string): PlaceRequest | undefined
}

/** A contract that places through a gate has no request that could be read. */
const NO_ENDPOINT: PlaceReader = {
  fencePatterns: [],
  isPlaceEndpoint: () => false,
  readPlaceRequest: () => undefined,
}

/** Reads what a request to the place endpoint would bet, for the fence. */
export function compilePlaceRequest(
  contract: ProviderContract,
  isOwn: (url: string) => boolean,
): PlaceReader {
  const { endpoint } = contract.place
  return endpoint === undefined ? NO_ENDPOINT : compileEndpoint(endpoint, contract, isOwn)
}

function compileEndpoint(
  endpoint: PlaceEndpoint,
  contract: ProviderContract,
  isOwn: (url: string) => boolean,
): PlaceReader {
  const matches = compileUrlPattern(endpoint.url, isOwn)
  const findSelection = compileSingle(endpoint.selectionId)
  const findStake = compileSingle(endpoint.stake)
  const findOdds = compileSingle(endpoint.odds)
  const isAllowed = compileConditions(endpoint.requires)
  const isPlaceEndpoint = (method: string, url: string) =>
    method.toUpperCase() === endpoint.method && matches(url)
  return {
    fencePatterns: contract.origins.map(
      (origin) => `${origin}${endpoint.url.replaceAll('?', '\\?')}*`,
    ),
    isPlaceEndpoint,
    readPlaceRequest(method, url, body) {
      if (!isPlaceEndpoint(method, url)) return undefined
      const payload = readBody(endpoint.encoding, body)
      if (payload === undefined || !isAllowed(payload)) return undefined
      const selectionId = idOf(findSelection(payload))
      const stake = moneyOf(findStake(payload), contract, 'refuse')
      const odds = oddsOf(findOdds(payload), contract)
      if (selectionId === undefined || stake === undefined || odds === undefined) return undefined
      return { selectionId, stake, odds }
    },
  }
}
