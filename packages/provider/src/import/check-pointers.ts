import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { placeholderIn } from './placeholder.ts'

/** The keys whose texts are JSON Pointers, in the parts of a contract that read messages. */
const POINTERS = new Set([
  'at',
  'over',
  'each',
  'more',
  'total',
  'message',
  'selectionId',
  'eventId',
  'stake',
  'odds',
  'betReference',
  'placedAt',
  'code',
  'ticket',
])

function* textsAt(value: unknown, path: string, key: string): Generator<readonly [string, string]> {
  if (typeof value === 'string') {
    if (POINTERS.has(key)) yield [path, value]
  } else if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) yield* textsAt(each, `${path}[${at}]`, key)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value))
      if (name !== 'words' && name !== 'codes' && name !== 'nothing')
        yield* textsAt(each, `${path}.${name}`, name)
  }
}

function checkPointer([path, pointer]: readonly [string, string]): Fault[] {
  const placeholder = placeholderIn(pointer)
  if (placeholder !== undefined)
    return [[path, `${placeholder} is filled by nothing: walk there by "each", and read "@key"`]]
  if (/~(?![01])/.test(pointer))
    return [[path, '"~" in a JSON Pointer is written "~0", and "/" inside a name "~1"']]
  if (/\[\d+\](?=\/|$)/.test(pointer))
    return [[path, `has no brackets in a JSON Pointer: ${pointer.replaceAll(/\[(\d+)\]/g, '/$1')}`]]
  return pointer.split('/').includes('*')
    ? [[path, '"*" is no wildcard in a JSON Pointer: walk the list by "each"']]
    : []
}

/** Pointers that are written for another language, and find nothing. */
export function checkPointers({ stream, place, receipt, ...contract }: ProviderContract): Fault[] {
  const parts: [string, unknown][] = [
    ['stream.sources', stream.sources],
    ['stream.map', stream.map],
    ['place.endpoint', place.endpoint],
    ['place.gate', place.gate],
    ['receipt.cases', receipt.cases],
    ['openBets', contract.openBets],
    ['history', contract.history],
    ['balance', contract.balance],
  ]
  return parts.flatMap(([path, part]) => [...textsAt(part, path, '')].flatMap(checkPointer))
}
