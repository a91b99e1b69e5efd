import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { Condition } from '../contract/scalars.ts'
import { findContradiction } from './conditions.ts'

type Placed = readonly [path: string, conditions: readonly Condition[]]

function placesOf({ stream, receipt, place: { endpoint } }: ProviderContract): Placed[] {
  return [
    ...stream.map.flatMap(({ when, where }, at): Placed[] => [
      [`stream.map[${at}].when`, when],
      [`stream.map[${at}].where`, where],
    ]),
    ...receipt.cases.map(({ when }, at): Placed => [`receipt.cases[${at}].when`, when]),
    ['place.endpoint.requires', endpoint?.requires ?? []],
    ['place.endpoint.isBet', endpoint?.isBet ?? []],
  ]
}

function checkOne([path, conditions]: Placed): Fault[] {
  const faults: Fault[] = conditions.flatMap(({ equals, present }, at): Fault[] =>
    equals === undefined && present === undefined && !path.endsWith('isBet')
      ? [[`${path}[${at}]`, 'is always true: give it "equals" or "present"']]
      : [],
  )
  const clash = findContradiction(conditions)
  if (clash === undefined) return faults
  return [
    ...faults,
    [path, `never holds: "${clash[0]}" and "${clash[1]}" exclude each other; remove one of them`],
  ]
}

/** Without lists the element of `where` is the message of `when`. */
function checkBoth({ stream, place: { endpoint } }: ProviderContract): Fault[] {
  const faults = stream.map.flatMap(({ when, where, each }, at): Fault[] => {
    const isClash = each.length === 0 && findContradiction([...when, ...where]) !== undefined
    const isOwn = findContradiction(when) ?? findContradiction(where)
    return isClash && isOwn === undefined
      ? [[`stream.map[${at}].where`, 'excludes what "when" asks for: this rule never applies']]
      : []
  })
  const [requires, isBet] = [endpoint?.requires ?? [], endpoint?.isBet ?? []]
  const isClash = findContradiction([...requires, ...isBet]) !== undefined
  const isOwn = findContradiction(requires) ?? findContradiction(isBet)
  return isClash && isOwn === undefined
    ? [...faults, ['place.endpoint.requires', 'excludes what "isBet" asks for: no bet is let out']]
    : faults
}

/** Conditions that nothing meets, or that everything meets. */
export function checkConditions(contract: ProviderContract): Fault[] {
  return [...placesOf(contract).flatMap(checkOne), ...checkBoth(contract)]
}
