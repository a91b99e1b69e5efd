/**
 * The API drops a field that it does not know without a word, so `resource:` for `resources:` would be no limit at all.
 * The official client's models name every field of every type; what is not there is a fault here.
 */
import * as models from '@kubernetes/client-node/dist/gen/models/all.js'
import { z } from 'zod'
import { nameOf, type Manifest } from './manifest.ts'
import { capital } from './schema-faults.ts'

const fields = z.array(z.object({ baseName: z.string(), type: z.string() }))
type Fields = ReadonlyMap<string, string>
const model = z.custom<{ readonly getAttributeTypeMap: () => unknown }>(
  (value) => typeof value === 'function' && 'getAttributeTypeMap' in value,
)
const MODELS: Readonly<Record<string, unknown>> = models
const record = z.record(z.string(), z.unknown())

/** Every field of the object that its type does not have, by its path. */
export function findUnknownFields(object: Manifest): string[] {
  const type = `${capital(object.apiVersion.split('/').at(-1) ?? '')}${object.kind}`
  if (fieldsOf(type) === undefined) return [`${nameOf(object)}: no model ${type}`]
  return unknownIn(object, type, '').map((path) => `${nameOf(object)}: ${path} is no field`)
}

function unknownIn(value: unknown, type: string, path: string): string[] {
  const [, element] = /^Array<(.+)>$/.exec(type) ?? []
  if (element !== undefined && Array.isArray(value))
    return value.flatMap((one, index) => unknownIn(one, element, `${path}/${index}`))
  const [, entry] = /^\{ \[key: string\]: (.+); \}$/.exec(type) ?? []
  const known = fieldsOf(type)
  const read = record.safeParse(value)
  if (!read.success || (known === undefined && entry === undefined)) return []
  return Object.entries(read.data).flatMap(([key, inner]) => {
    const innerType = entry ?? known?.get(key)
    return innerType === undefined
      ? [`${path}/${key}`]
      : unknownIn(inner, innerType, `${path}/${key}`)
  })
}

/** Undefined: the type has no fields of its own, as `string`. */
function fieldsOf(type: string): Fields | undefined {
  const read = model.safeParse(MODELS[type])
  if (!read.success) return undefined
  return new Map(
    fields.parse(read.data.getAttributeTypeMap()).map(({ baseName, type: of }) => [baseName, of]),
  )
}
