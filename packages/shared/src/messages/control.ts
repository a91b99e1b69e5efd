import { z } from 'zod'
import { venue } from './common.ts'

/** RUN: all. HALT_NEW: finish, hedge, reconcile, open nothing. HALT_ALL: no click of any kind. */
export const trading = z.enum(['RUN', 'HALT_NEW', 'HALT_ALL'])
/** Who takes opportunities: the operator by a click, or the worker itself. */
export const mode = z.enum(['manual', 'auto'])

/** The needs that a person has seen and sets the desk to Run in spite of, as they were named to them. */
export const confirmedNeeds = z
  .array(z.object({ id: z.string().max(200), message: z.string().max(500) }))
  .max(1000)

export const control = z.object({ trading, mode, venue })
export type Control = z.infer<typeof control>
