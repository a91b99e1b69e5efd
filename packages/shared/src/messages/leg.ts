import { z } from 'zod'
import {
  accountScope,
  foreignId,
  instant,
  money,
  odds,
  providerId,
  providerVersion,
  venue,
} from './common.ts'

/** The outcome of a leg: see "Outcome of a leg" in docs/safety.md. */
export const legState = z.enum([
  'AUTHORIZED',
  'ARMED',
  'PENDING',
  'ACCEPTED',
  'REJECTED',
  'UNKNOWN',
  'ABSENT',
  'DENIED',
  'VOID',
  'ESCALATED',
])
export type LegState = z.infer<typeof legState>

export const legRole = z.enum(['A', 'B', 'H'])
export type LegRole = z.infer<typeof legRole>
export const legId = z.string().regex(/^[0-9a-f-]{36}-(A|B|H)$/)

/** One side of an execution as it was authorised: what may be bet, at most, and until when. */
export const legPlan = z.object({
  ...accountScope,
  legId,
  executionId: z.uuid(),
  role: legRole,
  providerId,
  contractVersion: providerVersion,
  eventId: foreignId,
  selectionId: foreignId,
  stake: money,
  leastOdds: odds,
  deadline: instant,
  venue,
})
export type LegPlan = z.infer<typeof legPlan>

/** What is known of a submitted leg. `raw` is the provider's answer, before interpretation. */
export const receipt = z.object({
  state: z.enum(['PENDING', 'ACCEPTED', 'REJECTED', 'UNKNOWN']),
  stake: money.nullable(),
  odds: odds.nullable(),
  betReference: foreignId.nullable(),
  /** The contract's code for a rejection: ODDS_CHANGED, SUSPENDED, STAKE_ABOVE_MAX, FUNDS, LOGGED_OUT, OTHER. */
  code: z.string().max(40).nullable(),
  message: z.string().max(500).nullable(),
  paper: z.boolean(),
  raw: z.string().max(4000).nullable(),
})
export type Receipt = z.infer<typeof receipt>

/** A leg as the ledger holds it. */
export const leg = legPlan.extend({
  state: legState,
  receipt: receipt.nullable(),
  reason: z.string().nullable(),
  armedAt: instant.nullable(),
  /** The account's balance just before the permit was given. */
  balanceBefore: money.nullable(),
  changedAt: instant,
})
export type Leg = z.infer<typeof leg>
