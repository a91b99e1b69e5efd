import { z } from 'zod'
import { numberLocale, oddsFormat, pointer, scale } from './scalars.ts'

/**
 * `iso` has an offset, or takes the `zone`. `ymd`, `dmy` and `mdy` are figures in that order with a time of day, `rfc` is
 * "Tue, 24 Nov 2026 16:00:00 GMT", `dotnet` is "/Date(1795536000000)/". `epoch` counts seconds since 1970, `epochMs`,
 * `epochUs` and `epochNs` its thousandths, millionths and billionths, `ticks` the tenths of a microsecond since the year 1.
 */
export const timeFormat = z.enum([
  'iso',
  'ymd',
  'dmy',
  'mdy',
  'rfc',
  'dotnet',
  'epoch',
  'epochMs',
  'epochUs',
  'epochNs',
  'ticks',
])
export type TimeFormat = z.infer<typeof timeFormat>

/** How one value is written, where it is not as the contract says for all of them. Of `provider-contract/2`. */
export const valueWords = {
  /** Of odds and times. `shown`: an amount as a page shows it, beside its currency. */
  format: z.union([oddsFormat, timeFormat, z.literal('shown')]).optional(),
  /** What the number counts: 1850 thousandths are 1.85. `minor`: the currency's smallest coin. */
  scale: scale.optional(),
  /** Of a number in a text. A JSON number is always written with a point. */
  numberLocale: numberLocale.optional(),
  /** The zone of a time without an offset, such as "Europe/Stockholm". */
  zone: z.string().min(1).max(60).optional(),
  /** The value is the part of a text after the first `after` and before the next `before`. */
  between: z
    .strictObject({
      after: z.string().min(1).max(60).optional(),
      before: z.string().min(1).max(60).optional(),
    })
    .optional(),
}

/** The same, where a fraction may be in two values: `at` has the one above the line, `over` the one below. */
export const pointerWords = { ...valueWords, over: pointer.optional() }

/** A value in a message: where it is, and how it is written if that needs saying. */
export const valueAt = z.union([pointer, z.strictObject({ at: pointer, ...pointerWords })])
export type ValueAt = z.infer<typeof valueAt>

export interface ValueWords {
  readonly format?: z.infer<typeof oddsFormat> | TimeFormat | 'shown' | undefined
  readonly scale?: z.infer<typeof scale> | undefined
  readonly numberLocale?: z.infer<typeof numberLocale> | undefined
  readonly zone?: string | undefined
  readonly between?:
    | { readonly after?: string | undefined; readonly before?: string | undefined }
    | undefined
}

/** A value with its words, however it was written. */
export function wordsOf(value: ValueAt): Exclude<ValueAt, string> {
  return typeof value === 'string' ? { at: value } : value
}
