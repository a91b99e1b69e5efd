import type { ProviderContract } from '../contract/contract.ts'
import type { PlaceEndpoint } from '../contract/place.ts'
import { wordsOf } from '../contract/value.ts'
import { compileConditions } from '../json/conditions.ts'
import { parseJson } from '../json/parse.ts'
import { isKeyed, readPointer } from '../json/pointer.ts'
import type { Lookup } from '../json/pointer.ts'
import { isRead } from '../is-read.ts'
import { compileSameAddress } from '../same-address.ts'
import { compileUrlPattern } from '../url-pattern.ts'
import { isLanguage2 } from '../values/value.ts'
import { compileValueAt } from '../json/value-at.ts'
import { compileOther } from './is-bet.ts'
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
  mayPlace(method: string, url: string): boolean
  readPlaceRequest(method: string, url: string, body: string): PlaceRequest | undefined
  readOther(method: string, url: string, body: string): string | undefined
  explainRequest(body: string): string | undefined
}

/** A contract that places through a gate has no request that could be read. */
const NO_ENDPOINT: PlaceReader = {
  mayPlace: () => false,
  readPlaceRequest: () => undefined,
  readOther: () => undefined,
  explainRequest: () => undefined,
}

/** Reads what a request to the place endpoint would bet, for the fence. */
export function compilePlaceRequest(
  contract: ProviderContract,
  isOwn: (url: string) => boolean,
): PlaceReader {
  const { endpoint } = contract.place
  return endpoint === undefined ? NO_ENDPOINT : compileEndpoint(endpoint, contract, isOwn)
}

/** An id that JavaScript itself writes for a rounded number is no id in version 1. */
function compileSelection({ selectionId }: PlaceEndpoint, contract: ProviderContract) {
  const read = compileValueAt('id', selectionId, contract, compileSingle)
  if (isLanguage2(contract)) return read
  const find = compileSingle(wordsOf(selectionId).at)
  return (payload: unknown): string | undefined => {
    const id = read(payload)
    const isRounded = typeof find(payload) === 'bigint' && String(Number(id)) === id
    return isRounded ? undefined : id
  }
}

function compileEndpoint(
  endpoint: PlaceEndpoint,
  contract: ProviderContract,
  isOwn: (url: string) => boolean,
): PlaceReader {
  const matches = compileUrlPattern(endpoint.url, isOwn)
  const readSelection = compileSelection(endpoint, contract)
  const readStake = compileValueAt('money', endpoint.stake, contract, compileSingle)
  const readOdds = compileValueAt('odds', endpoint.odds, contract, compileSingle)
  const isAllowed = compileConditions([...endpoint.requires, ...(endpoint.isBet ?? [])])
  const nameOther = compileOther(endpoint)
  const mayBe = compileSameAddress(endpoint.url, contract.origins)
  const isPlaceEndpoint = (method: string, url: string) =>
    method.toUpperCase() === endpoint.method && matches(url)
  return {
    mayPlace: (method, url) =>
      (method.toUpperCase() === endpoint.method || !isRead(method)) && mayBe(url),
    readPlaceRequest(method, url, body) {
      if (!isPlaceEndpoint(method, url)) return undefined
      const payload = readBody(endpoint.encoding, body)
      if (payload === undefined || !isAllowed(payload)) return undefined
      const selectionId = readSelection(payload)
      const stake = readStake(payload)
      const odds = readOdds(payload)
      if (selectionId === undefined || stake === undefined || odds === undefined) return undefined
      return { selectionId, stake, odds }
    },
    readOther: (method, url, body) =>
      isPlaceEndpoint(method, url) && endpoint.isBet !== undefined
        ? nameOther(readBody(endpoint.encoding, body), body)
        : undefined,
    explainRequest(body) {
      if (!isLanguage2(contract)) return undefined
      const payload = readBody(endpoint.encoding, body)
      if (payload === undefined) return `it is not ${endpoint.encoding}`
      if (!isAllowed(payload)) return 'it is not as place.endpoint.requires and isBet say'
      const values = { selectionId: readSelection, stake: readStake, odds: readOdds }
      const unread = Object.entries(values).find(([, read]) => read(payload) === undefined)
      return unread && `it has nothing that place.endpoint.${unread[0]} can read`
    },
  }
}
