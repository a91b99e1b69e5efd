import type { PlaceEndpoint } from '../contract/place.ts'
import type { Condition } from '../contract/scalars.ts'
import { compilePointer, isKeyed, readPointer } from '../json/pointer.ts'
import { textOf } from '../values/foreign.ts'

/**
 * What of a request says that it is no bet: a value that is there and is another one, or a fact that is otherwise. A value
 * that is missing, or is no text, number or truth, says nothing.
 */
function compileDenial({
  at,
  equals,
  present,
}: Condition): (request: unknown) => string | undefined {
  const find = compilePointer(at)
  return (request) => {
    const found = find(request)
    const isThere = found !== undefined && found !== null
    if (present !== undefined && present !== isThere)
      return `${at} is ${isThere ? '' : 'not '}there`
    const said = typeof found === 'boolean' ? String(found) : textOf(found)
    if (equals === undefined || said === undefined) return undefined
    const meant = String(equals)
    return said.trim().toLowerCase() === meant.trim().toLowerCase() ? undefined : `${at}=${said}`
  }
}

/** How often an object of the text has a key of this name. A reader may take the first of two, or the last. */
function countKey(text: string, key: string): number {
  return text
    .split(JSON.stringify(key))
    .slice(1)
    .filter((rest) => /^\s*:/.test(rest)).length
}

const LONGEST_KIND = 120

/**
 * Names what a request on the bets' own address is, where the contract's `isBet` says that it is no bet. Undefined: it is a
 * bet, or nobody can tell. Of several calls in one request none may be a bet.
 */
export function compileOther({
  isBet,
}: PlaceEndpoint): (payload: unknown, text: string) => string | undefined {
  if (isBet === undefined) return () => undefined
  const denials = isBet.map(compileDenial)
  const keys = isBet.map(({ at }) => readPointer(at).at(-1) ?? '')
  const isOfList = isBet.some(({ at }) => /^\/\d/.test(at))
  const denialOf = (request: unknown): string | undefined =>
    denials.map((deny) => deny(request)).find((denial) => denial !== undefined)
  return (payload, text) => {
    const calls: readonly unknown[] = Array.isArray(payload) && !isOfList ? payload : [payload]
    const isSingle = !Array.isArray(payload) || !isOfList || payload.length === 1
    const isCall = (call: unknown): boolean => isKeyed(call) || (isOfList && Array.isArray(call))
    if (calls.length === 0 || !isSingle || !calls.every(isCall)) return undefined
    if (keys.some((key) => countKey(text, key) > calls.length)) return undefined
    const kinds = calls.map(denialOf)
    return kinds.includes(undefined) ? undefined : kinds.join(', ').slice(0, LONGEST_KIND)
  }
}
