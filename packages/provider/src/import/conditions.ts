import type { Condition } from '../contract/scalars.ts'

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}/`)
}

/** Whether a value must be there for the condition to hold. */
function needsValue({ equals, present }: Condition): boolean {
  return equals !== undefined || present === true
}

function contradicts(one: Condition, other: Condition): boolean {
  if (one.at === other.at) {
    const isOther =
      one.equals !== undefined && other.equals !== undefined && one.equals !== other.equals
    return isOther || (one.present === false && needsValue(other))
  }
  // What is a text or a number, or is not there, has no parts.
  const hasNoParts = one.equals !== undefined || one.present === false
  return hasNoParts && isInside(other.at, one.at) && needsValue(other)
}

/** Two conditions, by their places, that no message meets at once. */
export function findContradiction(
  conditions: readonly Condition[],
): readonly [string, string] | undefined {
  for (const one of conditions)
    for (const other of conditions) if (contradicts(one, other)) return [one.at, other.at]
  return undefined
}

/** Whether a condition holds wherever `given` holds. */
function follows({ at, equals, present }: Condition, given: Condition): boolean {
  if (given.at !== at) return present === true && equals === undefined && isWithin(given, at)
  if (equals !== undefined && given.equals !== equals) return false
  return present === undefined || (present ? needsValue(given) : given.present === false)
}

function isWithin(given: Condition, at: string): boolean {
  return needsValue(given) && isInside(given.at, at)
}

/** Whether every message that meets `narrow` meets `wide` as well. */
export function isCovered(narrow: readonly Condition[], wide: readonly Condition[]): boolean {
  return wide.every((condition) => narrow.some((given) => follows(condition, given)))
}
