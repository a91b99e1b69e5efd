import * as messages from '@surefoot/shared/messages'
import { z } from 'zod'
import type { JsonType } from './describe-type.ts'

/** The schemas that have a name: other schemas refer to them by it. */
const NAMES = z.registry<{ id: string }>()
for (const [name, exported] of Object.entries(messages))
  if (exported instanceof z.ZodType && !NAMES.has(exported)) NAMES.add(exported, { id: name })

export interface NamedTypes {
  /** A schema as it is on the wire. */
  readonly read: (schema: z.ZodType) => JsonType
  /** Every named type that a schema which was read refers to, by name. */
  readonly list: () => readonly (readonly [string, JsonType])[]
}

/** Collects the named types behind the schemas that it reads. */
export function nameTypes(): NamedTypes {
  const named = new Map<string, JsonType>()
  return {
    read: (schema) => {
      const type = z.toJSONSchema(schema, { metadata: NAMES, io: 'input', unrepresentable: 'any' })
      for (const [name, other] of Object.entries(type.$defs ?? {}))
        if (!name.startsWith('__')) named.set(name, other)
      return type
    },
    list: () => [...named].toSorted(([one], [other]) => one.localeCompare(other)),
  }
}
