import type { Condition } from '../contract/scalars.ts'
import { isSameScalar } from './parse.ts'
import { compilePointer } from './pointer.ts'

function compileCondition(condition: Condition): (value: unknown) => boolean {
  const find = compilePointer(condition.at)
  const { equals, present } = condition
  return (value) => {
    const found = find(value)
    if (equals !== undefined && !isSameScalar(found, equals)) return false
    return present === undefined || present === (found !== undefined && found !== null)
  }
}

/** Whether all conditions hold of a message. None always hold. */
export function compileConditions(conditions: readonly Condition[]): (value: unknown) => boolean {
  const checks = conditions.map(compileCondition)
  return (value) => checks.every((holds) => holds(value))
}
