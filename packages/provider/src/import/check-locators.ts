import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { Locator, Reading } from '../contract/page.ts'
import { placeholderIn } from './placeholder.ts'
import { selectorFault } from './selector.ts'

type Placed = readonly [path: string, locator: Locator | Reading]

/** A name that HTML gives an attribute. */
const ATTRIBUTE = /^[^\s"'<>/=[\]{}]+$/

function listed(path: string, locators: readonly Locator[]): Placed[] {
  return locators.map((locator, at) => [`${path}[${at}]`, locator])
}

function alternativesOf({ place }: ProviderContract): [string, readonly Locator[]][] {
  const steps = place.steps.flatMap((step, at): [string, readonly Locator[]][] =>
    step.do === 'goto' ? [] : [[`place.steps[${at}].at`, step.at]],
  )
  return [...steps, ['place.commit', place.commit]]
}

function locatorsOf(contract: ProviderContract): Placed[] {
  const { session, place } = contract
  const single = [
    ...Object.entries(session).map(([name, one]) => [`session.${name}`, one] as const),
    ...Object.entries(place.slip).map(([name, one]) => [`place.slip.${name}`, one] as const),
  ]
  return [
    ...single.flatMap(([path, one]): Placed[] => (one === undefined ? [] : [[path, one]])),
    ...alternativesOf(contract).flatMap(([path, locators]) => listed(path, locators)),
  ]
}

function checkAttribute(path: string, name: string): Fault[] {
  return ATTRIBUTE.test(name)
    ? []
    : [[path, `"${name}" is no name of an attribute, such as data-id`]]
}

function checkLocator([path, locator]: Placed): Fault[] {
  const { css, where } = locator
  const faults: Fault[] = []
  const placeholder = placeholderIn(css)
  if (placeholder !== undefined)
    faults.push([
      `${path}.css`,
      `${placeholder} is filled by nothing: narrow the elements by "where" instead`,
    ])
  const fault = selectorFault(css)
  if (placeholder === undefined && fault !== undefined)
    faults.push([`${path}.css`, `${JSON.stringify(css)} is no selector: ${fault}`])
  if (where !== undefined)
    faults.push(...checkAttribute(`${path}.where.attribute`, where.attribute))
  if ('from' in locator && typeof locator.from === 'object')
    faults.push(...checkAttribute(`${path}.from.attribute`, locator.from.attribute))
  return faults
}

function isSame(one: Locator, other: Locator): boolean {
  return (
    one.css.trim() === other.css.trim() &&
    one.where?.attribute === other.where?.attribute &&
    one.where?.is === other.where?.is
  )
}

function checkAlternatives([path, locators]: readonly [string, readonly Locator[]]): Fault[] {
  return locators.flatMap((locator, at): Fault[] => {
    const first = locators.findIndex((other) => isSame(locator, other))
    return first < at ? [[`${path}[${at}]`, `is ${path}[${first}] once more: remove it`]] : []
  })
}

/** Elements that no page has, or that cannot be told from each other. */
export function checkLocators(contract: ProviderContract): Fault[] {
  const { loggedIn, loggedOut } = contract.session
  const faults = [
    ...locatorsOf(contract).flatMap(checkLocator),
    ...alternativesOf(contract).flatMap(checkAlternatives),
  ]
  return isSame(loggedIn, loggedOut)
    ? [
        ...faults,
        ['session.loggedOut', 'is the element of loggedIn: nobody could know which it is'],
      ]
    : faults
}
