import { z } from 'zod'
import { pointer } from './scalars.ts'
import { pointerWords } from './value.ts'

/** A value in a message: at a level of nesting (`0` the outermost element of `each`), or at the root. */
export const field = z.strictObject({
  /** A pointer, or '@key' for the element's own key in the object, or position in the list, that is walked. */
  at: z.union([pointer, z.literal('@key')]),
  level: z.union([z.literal('root'), z.literal(0), z.literal(1), z.literal(2)]).default('root'),
  /** `epoch` is seconds since 1970, `epochMs` milliseconds. */
  type: z.enum([
    'string',
    'int',
    'decimal',
    'odds',
    'money',
    'datetime',
    'epoch',
    'epochMs',
    'bool',
  ]),
  /**
   * Provider's word → ours; null: known, and not for us. A word that is not here makes the field missing and counts
   * as drift, unless '*' stands for every other word.
   */
  words: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).optional(),
  /** Values that say that there is none, as null and the empty text do: 0, or "-". */
  nothing: z
    .array(z.union([z.string(), z.number()]))
    .max(8)
    .default([]),
  /** Taken where the message says that there is none, or says nothing and nothing is known yet. */
  default: z.union([z.string(), z.boolean(), z.null()]).optional(),
  ...pointerWords,
})
export type Field = z.infer<typeof field>
