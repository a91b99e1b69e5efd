import { z } from 'zod'
import { field } from './field.ts'
import { path, pointer } from './scalars.ts'

/** A list of the account's bets. Levels: `root`, or 0 for the bet. */
export const listRule = z.strictObject({
  /** Fetched from inside the logged-in page. */
  path,
  each: pointer,
  betReference: field,
  selectionId: field,
  stake: field,
  odds: field,
  status: field,
  placedAt: field,
  /** Where the answer shows that there are more bets than it lists: a next page, or `true`. */
  more: pointer.optional(),
  /** Where the answer has how many bets there are in all. */
  total: pointer.optional(),
  /** What was paid back, stake included. Without it a bet that was won or cashed out cannot be settled by itself. */
  returned: field.optional(),
  /** What the provider would pay for the bet now. */
  cashOut: field.optional(),
})
export type ListRule = z.infer<typeof listRule>
