import { z } from 'zod'
import { valueWords } from './value.ts'

/** What of the leg a value is compared with or filled from. */
const legValue = z.enum(['eventId', 'selectionId', 'stake', 'odds'])

/**
 * Elements in the page, through open shadow roots. `css` may be narrowed to the elements whose `attribute` equals
 * a value of the leg. A step needs exactly one visible match.
 */
export const locator = z.strictObject({
  css: z.string().min(1).max(300),
  where: z.strictObject({ attribute: z.string().max(60), is: legValue }).optional(),
})
export type Locator = z.infer<typeof locator>

/** Where a text is read: the element's text, its form value, or an attribute. */
export const reading = locator.extend({
  from: z.union([z.enum(['text', 'value']), z.strictObject({ attribute: z.string().max(60) })]),
  ...valueWords,
})
export type Reading = z.infer<typeof reading>

/** Alternatives, the first that matches is meant. */
export const anyLocator = z.array(locator).min(1).max(4)
