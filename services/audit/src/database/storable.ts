import { z } from 'zod'

const object = z.record(z.string(), z.json())

/**
 * The value with its texts as Postgres can hold them: it refuses the NUL character and half a surrogate pair. A
 * provider's strange answer must not keep its receipt from being recorded.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [storableText(key), storable(each)]),
  )
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** An object for a jsonb column. */
export function toJson(value: unknown): z.output<typeof object> {
  return object.parse(value)
}
