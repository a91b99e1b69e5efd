import { z } from 'zod'

/** JSON Pointer (RFC 6901): '' is the value itself. */
export const pointer = z
  .string()
  .max(200)
  .regex(/^(\/[^/]*)*$/, 'must be a JSON Pointer: empty, or parts that each begin with "/"')

/** A path on one of the contract's origins, with query. In a pattern `*` stands for any run of characters. No expressions. */
export const path = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[^\s#\\]*$/, 'must be a path on the provider, such as /bets?state=open')

export const durationMs = z.number().int().positive()

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** A fact of a message: what stands at the pointer equals this, or something (not null) stands there at all. */
export const condition = z.strictObject({
  at: pointer,
  equals: scalar.optional(),
  present: z.boolean().optional(),
})
export type Condition = z.infer<typeof condition>
export const conditions = z.array(condition).max(6)

/**
 * `decimal` has the stake in it, `hongkong` has not. `malay` and `indonesian` are Hong Kong's, with a minus where the stake is
 * what is divided by. `probability` is the stake that wins 1.
 */
export const oddsFormat = z.enum([
  'decimal',
  'fractional',
  'american',
  'hongkong',
  'malay',
  'indonesian',
  'probability',
])
export type OddsFormat = z.infer<typeof oddsFormat>

/** What a number counts. A percentage counts hundredths, basis points count tenThousandths. */
export const scale = z.enum([
  'units',
  'tenths',
  'hundredths',
  'thousandths',
  'tenThousandths',
  'hundredThousandths',
  'millionths',
  'minor',
])
export type Scale = z.infer<typeof scale>

/** Which mark divides whole from part: `point` writes 1,234.50 and `comma` writes 1.234,50. */
export const numberLocale = z.enum(['point', 'comma'])
export type NumberLocale = z.infer<typeof numberLocale>
