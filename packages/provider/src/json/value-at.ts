import { wordsOf } from '../contract/value.ts'
import type { ValueAt } from '../contract/value.ts'
import { compileValue } from '../values/value.ts'
import type { Notation, ValueKind } from '../values/value.ts'
import { textOf } from '../values/foreign.ts'
import { compilePointer } from './pointer.ts'
import type { Lookup } from './pointer.ts'

/** Both values of a fraction as one text. Not there if the first is not; unreadable if the second is not. */
export function joinFraction(above: unknown, below: unknown): unknown {
  if (above === undefined || above === null) return above
  return `${textOf(above) ?? '?'}/${textOf(below) ?? '?'}`
}

/** Finds a value that may be in two places. */
function compileLookup(
  { at, over }: { readonly at: string; readonly over?: string | undefined },
  compile: (pointer: string) => Lookup = compilePointer,
): Lookup {
  const find = compile(at)
  if (over === undefined) return find
  const findOver = compile(over)
  return (value) => joinFraction(find(value), findOver(value))
}

/** Reads one value of a message, where and as the contract says; undefined: it is not there, or cannot be read. */
export function compileValueAt(
  kind: ValueKind,
  value: ValueAt,
  notation: Notation,
  compile: (pointer: string) => Lookup = compilePointer,
): (message: unknown) => string | undefined {
  const words = wordsOf(value)
  const find = compileLookup(words, compile)
  const read = compileValue(kind, words, notation)
  return (message) => read(find(message))
}
