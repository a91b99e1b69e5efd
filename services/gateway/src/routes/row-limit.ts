import { z } from 'zod'

/** How many rows are asked for, in a query string. */
export const rowLimit = z.coerce.number().int().min(1).max(500)
