import { isKeyed } from '../json/pointer.ts'
import type { Lookup } from '../json/pointer.ts'

/** Where a walk through a message stands: the element and its key at each level. */
export interface Cursor {
  readonly root: unknown
  readonly elements: unknown[]
  readonly keys: (string | number | undefined)[]
}

/** Three levels, always, so that all cursors have one shape. */
export function createCursor(root: unknown): Cursor {
  return {
    root,
    elements: [undefined, undefined, undefined],
    keys: [undefined, undefined, undefined],
  }
}

function walkLevel(
  cursor: Cursor,
  each: readonly Lookup[],
  level: number,
  visit: () => void,
): boolean {
  const find = each[level]
  if (find === undefined) {
    visit()
    return true
  }
  const list = find(level === 0 ? cursor.root : cursor.elements[level - 1])
  if (Array.isArray(list)) {
    const elements: readonly unknown[] = list
    for (let at = 0; at < elements.length; at += 1) {
      cursor.elements[level] = elements[at]
      cursor.keys[level] = at
      walkLevel(cursor, each, level + 1, visit)
    }
    return true
  }
  if (!isKeyed(list)) return false
  for (const key of Object.keys(list)) {
    cursor.elements[level] = list[key]
    cursor.keys[level] = key
    walkLevel(cursor, each, level + 1, visit)
  }
  return true
}

/**
 * Visits each innermost element of the lists and keyed objects at `each`, each inside the element before. A message
 * that has no outermost list gives false. Ends always: every element is visited once, and levels are at most three.
 */
export function walk(cursor: Cursor, each: readonly Lookup[], visit: () => void): boolean {
  return walkLevel(cursor, each, 0, visit)
}
