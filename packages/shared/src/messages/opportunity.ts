import { z } from 'zod'
import {
  deskScope,
  epochMs,
  foreignId,
  foreignText,
  instant,
  money,
  odds,
  providerId,
  providerVersion,
  signedMoney,
  shownText,
} from './common.ts'
import { defineEvent } from './define.ts'
import { market, outcome } from './quote.ts'

const side = z.object({ selectionId: foreignId, outcome, odds })

/** One side of an opportunity: what to bet at one account. */
export const opportunityLeg = z.object({
  providerId,
  contractVersion: providerVersion,
  currency: z.string().length(3),
  eventId: foreignId,
  selectionId: foreignId,
  outcome,
  odds,
  stake: money,
  maxStake: money.nullable(),
  /** Stakes of the provider are multiples of it: so much may the rounding cost a pair. Missing: the smallest there is. */
  stakeStep: money.optional(),
  receivedAt: epochMs,
  /** How old the price was when this was sent. Ages are counted on from it: clocks of two processes are not compared. */
  ageMs: z.number().nonnegative().optional(),
  /** The other outcome of the same market at the same provider: what a hedge would back. */
  opposite: side.nullable(),
})
export type OpportunityLeg = z.infer<typeof opportunityLeg>

/** Why a rail leaves an opportunity to an operator: which rail, and a sentence with its numbers. */
export const review = z.object({ rail: z.string().max(40), because: z.string().max(300) })

/** Quotes of A and B that win whatever happens. The same pair of outcomes keeps its id while prices move. */
export const opportunity = z.object({
  opportunityId: z.string().min(1).max(200),
  ...deskScope,
  /** Canonical identity of the match: equal for both providers. */
  matchId: z.string().min(1).max(120),
  home: foreignText,
  away: foreignText,
  sport: z.string().max(40),
  start: instant,
  market,
  line: z.string().max(12).nullable(),
  legs: z.object({ A: opportunityLeg, B: opportunityLeg }),
  /** Worst case over the outcomes and ties (a push, the halves of a quarter line), after stakes were rounded to the providers' steps. */
  profit: signedMoney,
  /** `profit` over the sum of stakes, in hundredths of a percent. */
  profitBps: z.number().int(),
  foundAt: epochMs,
  /** Auto never takes it; an operator may, who was shown why. Missing: no rail asks for that. */
  review: review.optional(),
})
export type Opportunity = z.infer<typeof opportunity>

export const opportunityFound = defineEvent('opportunity.found', 'global', opportunity)
export const opportunityGone = defineEvent(
  'opportunity.gone',
  'global',
  z.object({ ...deskScope, opportunityId: z.string(), reason: shownText }),
)
/** Why an opportunity was not taken, for the operator. */
export const opportunityDeclined = defineEvent(
  'opportunity.declined',
  'global',
  z.object({ ...deskScope, opportunityId: z.string(), code: z.string(), message: shownText }),
)
