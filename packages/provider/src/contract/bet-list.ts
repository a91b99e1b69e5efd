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
})
export type ListRule = z.infer<typeof listRule>
