import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { PlaceEndpoint } from '../contract/place.ts'
import type { Condition } from '../contract/scalars.ts'
import { wordsOf } from '../contract/value.ts'
import { isRead } from '../is-read.ts'
import { readPointer } from '../json/pointer.ts'
import { findContradiction } from './conditions.ts'
import { coversPattern } from './covers.ts'

const VALUES = ['selectionId', 'stake', 'odds'] as const

function isPart(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`)
}

function placesOf(endpoint: PlaceEndpoint): { name: string; at: string }[] {
  return VALUES.map((name) => ({ name, at: wordsOf(endpoint[name]).at }))
}

/** A request that `isBet` takes for something else passes the fence: it may not say so of a bet. */
function checkIsBet(endpoint: PlaceEndpoint): Fault[] {
  const { isBet = [], encoding } = endpoint
  const places = placesOf(endpoint)
  const checkOne = ({ at, equals, present }: Condition, index: number): Fault[] => {
    const path = `place.endpoint.isBet[${index}]`
    if (encoding === 'form' && readPointer(at).length > 1)
      return [
        [path, 'a form has no nested parts: every bet would pass the fence as something else'],
      ]
    const told = places.find((each) => each.at === at)
    if (told !== undefined && equals !== undefined)
      return [[path, `is the ${told.name}: a bet with another one would pass the fence`]]
    const within = places.find((each) => isPart(each.at, at))
    if (within !== undefined && present === false)
      return [
        [
          path,
          `is false of every bet, which has its ${within.name} there: each would pass the fence`,
        ],
      ]
    return within !== undefined && equals !== undefined
      ? [[path, `has the ${within.name} inside of it, and is no text that could be equal`]]
      : []
  }
  const faults = isBet.flatMap(checkOne)
  return findContradiction(isBet) === undefined
    ? faults
    : [
        ...faults,
        ['place.endpoint.isBet', 'is false of every request: each bet would pass the fence'],
      ]
}

/** What no request to the endpoint can have: then no bet is ever let out. */
function checkReadable(endpoint: PlaceEndpoint): Fault[] {
  const places = placesOf(endpoint)
  const faults: Fault[] = places.flatMap(({ name, at }): Fault[] => {
    const outer = places.find((each) => each.name !== name && at.startsWith(`${each.at}/`))
    return outer === undefined
      ? []
      : [[`place.endpoint.${outer.name}`, `has the ${name} inside of it, and is no single value`]]
  })
  for (const [index, { at, present }] of endpoint.requires.entries()) {
    const path = `place.endpoint.requires[${index}]`
    const told = places.find((each) => isPart(each.at, at))
    if (endpoint.encoding === 'form' && readPointer(at).length > 1 && present !== false)
      faults.push([path, 'a form has no nested parts: no bet would be let out'])
    else if (told !== undefined && present === false)
      faults.push([path, `excludes the ${told.name}: no bet would be let out`])
  }
  return faults
}

function checkAddress({ url }: PlaceEndpoint): Fault[] {
  const [path = '', query] = url.split('?')
  const faults: Fault[] = []
  if (query !== undefined)
    faults.push([
      'place.endpoint.url',
      `the same bet with another query would pass the fence: name ${path} alone, and tell bets from other requests by "isBet"`,
    ])
  if (/^\/\*+$/.test(path))
    faults.push([
      'place.endpoint.url',
      'is every path: the fence would hold all that the page sends',
    ])
  return faults
}

function checkFollow({ receipt: { follow }, place: { endpoint } }: ProviderContract): Fault[] {
  if (follow === undefined || endpoint === undefined || endpoint.isBet !== undefined) return []
  const isHeld = !isRead(follow.method) && coversPattern(endpoint.url, follow.url)
  return isHeld
    ? [['receipt.follow.url', 'is caught by place.endpoint.url: the fence would hold it as a bet']]
    : []
}

/** Whether the fence catches every bet, and lets out the one that is permitted. */
export function checkFence(contract: ProviderContract): Fault[] {
  const { endpoint } = contract.place
  if (endpoint === undefined) return []
  return [
    ...checkAddress(endpoint),
    ...checkIsBet(endpoint),
    ...checkReadable(endpoint),
    ...checkFollow(contract),
  ]
}
