import type { z } from 'zod'
import { code, list } from '../markdown.ts'

/** As zod prints a schema. */
export type JsonType = z.core.JSONSchema.JSONSchema

/** Formats whose pattern is longer than it is clear. */
const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'UUID',
  'date-time': 'ISO 8601 with `Z`',
  uri: 'URL',
}

/** A type in a cell of a table. Types with a name are links to their own part of the page. */
export function describeType(type: JsonType | boolean): string {
  if (typeof type === 'boolean') return 'anything'
  const described = describeKind(type)
  return type.default === undefined
    ? described
    : `${described}; default ${code(JSON.stringify(type.default))}`
}

function describeKind(type: JsonType): string {
  const { $ref, enum: values, prefixItems } = type
  if ($ref !== undefined) return describeRef($ref)
  if (type.const !== undefined) return code(JSON.stringify(type.const))
  if (values !== undefined) return values.map((one) => code(String(one))).join(', ')
  const choices = type.anyOf ?? type.oneOf
  if (choices !== undefined) return choices.map(describeType).join(' or ')
  if (type.allOf !== undefined) return type.allOf.map(describeType).join(' and ')
  if (prefixItems !== undefined) return `[${list(prefixItems.map(describeType))}]`
  if (type.type === 'array') return describeArray(type)
  if (type.type === 'object') return describeObject(type)
  if (type.type === 'string') return describeText(type)
  if (type.type === 'integer' || type.type === 'number') return describeNumber(type)
  if (Array.isArray(type.type))
    return type.type.map((one) => describeKind({ ...type, type: one })).join(' or ')
  return type.type ?? 'anything'
}

function describeRef(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  // What refers to itself has no name but a number of zod's: of our messages' fields those that hold any JSON.
  if (name.startsWith('__')) return 'any JSON'
  return `[${code(name)}](#${name.toLowerCase()})`
}

function describeArray({ items = {}, minItems, maxItems }: JsonType): string {
  if (Array.isArray(items)) throw new Error('A list of several types is prefixItems.')
  const count = describeRange(minItems, maxItems)
  return `list of ${describeType(items)}${count === '' ? '' : ` (${count})`}`
}

function describeObject({ properties, required = [], additionalProperties }: JsonType): string {
  if (typeof additionalProperties === 'object')
    return `by key: ${describeType(additionalProperties)}`
  const fields = Object.entries(properties ?? {}).map(
    ([name, type]) => `${code(required.includes(name) ? name : `${name}?`)}: ${describeType(type)}`,
  )
  return `{ ${fields.join('; ')} }`
}

function describeText({ format, pattern, minLength, maxLength }: JsonType): string {
  const known = format === undefined ? undefined : FORMATS[format]
  if (known !== undefined) return known
  const length = describeRange(minLength, maxLength)
  const parts = [
    ...(pattern === undefined ? [] : [code(pattern)]),
    ...(length === '' ? [] : [`${length} characters`]),
  ]
  return parts.length === 0 ? 'text' : `text (${list(parts)})`
}

function describeNumber({ type, minimum, exclusiveMinimum, maximum }: JsonType): string {
  const kind = type === 'integer' ? 'whole number' : 'number'
  const above = typeof exclusiveMinimum === 'number' ? ` above ${exclusiveMinimum}` : ''
  // A whole number that JavaScript can hold is not worth a limit in a table.
  const from = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum
  const to = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  const range = describeRange(from, to)
  return `${kind}${above}${range === '' ? '' : ` (${range})`}`
}

function describeRange(from: number | undefined, to: number | undefined): string {
  if (from !== undefined && from === to) return String(from)
  if (from !== undefined && to !== undefined) return `${from} to ${to}`
  if (from !== undefined) return `at least ${from}`
  return to === undefined ? '' : `up to ${to}`
}
