import type { ProviderContract } from '../contract/contract.ts'
import type { Locator } from '../contract/page.ts'
import type { PlaceStep } from '../contract/place.ts'
import { wordsOf } from '../contract/value.ts'
import { readPointer } from '../json/pointer.ts'
import type { Fault } from './fault.ts'

function locatorsOf(step: PlaceStep): readonly Locator[] {
  return step.do === 'goto' ? [] : step.at
}

/** What prepares a slip must not be what places it. */
function checkSteps({ place }: ProviderContract): Fault[] {
  const commits = new Set(place.commit.map(({ css }) => css))
  const faults: Fault[] = place.steps.flatMap((step, at): Fault[] => {
    const path = `place.steps[${at}]`
    if (step.do === 'goto' && step.path.includes('*'))
      return [[`${path}.path`, 'is opened, and cannot have "*"']]
    return locatorsOf(step).some(({ css }) => commits.has(css))
      ? [[path, 'touches the element of place.commit: a step must not move money']]
      : []
  })
  const picks = place.steps.some((step) =>
    locatorsOf(step).some(({ where }) => where?.is === 'selectionId'),
  )
  if (!picks) faults.push(['place.steps', 'none of them finds an element by selectionId'])
  if (!place.steps.some((step) => step.do === 'fill'))
    faults.push(['place.steps', 'none of them fills the stake'])
  return faults
}

/** Nothing else keeps one permit from becoming two bets. */
function checkFence({ place: { endpoint, gate } }: ProviderContract): Fault[] {
  if (endpoint === undefined && gate === undefined)
    return [['place', 'needs "endpoint" or "gate": without one of them no bet may be placed']]
  if (endpoint !== undefined && gate !== undefined)
    return [['place', 'has both "endpoint" and "gate": a bet goes one way']]
  return []
}

function checkEndpoint({ place: { endpoint } }: ProviderContract): Fault[] {
  if (endpoint === undefined) return []
  const { selectionId, stake, odds } = endpoint
  const values = Object.entries({ selectionId, stake, odds }).map(
    ([name, value]) => [name, wordsOf(value)] as const,
  )
  const faults: Fault[] = values.flatMap(([name, { at }]): Fault[] => {
    const depth = readPointer(at).length
    if (depth === 0) return [[`place.endpoint.${name}`, 'must name a part of the request']]
    return endpoint.encoding === 'form' && depth > 1
      ? [[`place.endpoint.${name}`, 'a form has no nested parts']]
      : []
  })
  if (new Set(values.map(([, words]) => JSON.stringify(words))).size < 3)
    faults.push(['place.endpoint', 'reads two values from one place'])
  for (const [at, { equals, present }] of (endpoint.isBet ?? []).entries())
    if (equals === undefined && present === undefined)
      faults.push([`place.endpoint.isBet[${at}]`, 'needs "equals" or "present"'])
  return faults
}

/** A dialog is known by its words. */
function checkDialog({ place: { dialog } }: ProviderContract): Fault[] {
  return dialog === undefined || /[\p{L}\p{N}]/u.test(dialog.text)
    ? []
    : [['place.dialog.text', 'needs words of the dialog, not only "*"']]
}

export function checkPlace(contract: ProviderContract): Fault[] {
  return [
    ...checkSteps(contract),
    ...checkFence(contract),
    ...checkEndpoint(contract),
    ...checkDialog(contract),
  ]
}
