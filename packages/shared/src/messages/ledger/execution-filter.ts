import { z } from 'zod'
import { instant, providerId, venue } from '../common.ts'
import { finalStatus } from './execution.ts'

/** `open`: not closed. `unknown`: open, and nobody knows whether one of its legs was placed. */
export const executionStatus = z.enum(['open', 'unknown', 'success', 'failed'])
export type ExecutionStatus = z.infer<typeof executionStatus>

/** `none`: no hedge was triggered. `any`: one was. The others: how far it came. */
export const hedgeFilter = z.enum(['none', 'any', 'covered', 'held', 'escalated'])
export type HedgeFilter = z.infer<typeof hedgeFilter>

/** What executions are sorted by: when they were taken, the promised and the booked profit, the stakes. */
export const executionSort = z.enum(['taken', 'promised', 'booked', 'stakeA', 'stakeB'])
export type ExecutionSort = z.infer<typeof executionSort>

export const sortDirection = z.enum(['asc', 'desc'])
export type SortDirection = z.infer<typeof sortDirection>

/** How many executions can be asked for by their ids at once. */
export const MAX_EXECUTION_IDS = 100

/** Which executions: all that fit every part that is given. */
export const executionFilter = z.object({
  ids: z.array(z.uuid()).min(1).max(MAX_EXECUTION_IDS).optional(),
  /** Every word of it, in any case, is in a name, the match id, the sport, a provider, the error, the requester or the execution's id. */
  text: z.string().max(200).optional(),
  /** At leg A or at leg B. */
  provider: providerId.optional(),
  status: executionStatus.optional(),
  finalStatus: finalStatus.optional(),
  hedge: hedgeFilter.optional(),
  venue: venue.optional(),
  /** Taken at this instant or later. */
  from: instant.optional(),
  /** Taken before this instant. */
  before: instant.optional(),
})
export type ExecutionFilter = z.infer<typeof executionFilter>

/** In which order, and where in it a page begins. The defaults are the newest first. */
export const executionOrder = z.object({
  sort: executionSort.optional(),
  direction: sortDirection.optional(),
  /** The `next` of the page before. Opaque: only good with the same filter and order. */
  cursor: z.string().max(100).optional(),
})
