import { z } from 'zod'
import {
  accountScope,
  actor,
  foreignId,
  instant,
  money,
  odds,
  providerId,
  providerVersion,
  venue,
  shownText,
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
/** `<execution>-<role>`. An execution has up to nine hedge legs, one after another: `-H`, then `-H2` to `-H9`. */
export const legId = z.string().regex(/^[0-9a-f-]{36}-(A|B|H[2-9]?)$/)

/**
 * The account's bets as they were listed before a submit: it separates an older bet from the one that the submit became,
 * whatever the provider's clock shows.
 */
export const listedBefore = z.object({
  /** References of bets that were open or pending. */
  open: z.array(foreignId).max(500),
  /** References of all bets on the leg's selection, open or ended. */
  onSelection: z.array(foreignId).max(500),
})
export type ListedBefore = z.infer<typeof listedBefore>

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
  /** Of an answer that was doubted: the bet that it named. It identifies nothing. */
  namedReference: foreignId.optional(),
  /** What else the provider claims of the bet, where its answer has it: held against the permit. */
  selectionId: foreignId.optional(),
  eventId: foreignId.optional(),
  placedAt: instant.optional(),
  /**
   * The contract's code for a rejection: ODDS_CHANGED, SUSPENDED, STAKE_ABOVE_MAX, FUNDS, LOGGED_OUT, OTHER. Of an answer
   * that its permit does not allow: why it was doubted.
   */
  code: z.string().max(40).nullable(),
  message: z.string().max(500).nullable(),
  paper: z.boolean(),
  raw: z.string().max(4000).nullable(),
})
export type Receipt = z.infer<typeof receipt>

export const settlementResult = z.enum(['won', 'lost', 'void', 'cashed_out'])
export type SettlementResult = z.infer<typeof settlementResult>

/** How an accepted bet ended. `returned` is all that the provider paid back, the stake included. */
export const settlement = z.object({
  result: settlementResult,
  returned: money,
  at: instant,
  by: actor,
})
export type Settlement = z.infer<typeof settlement>

/** A leg as the ledger holds it. */
export const leg = legPlan.extend({
  state: legState,
  receipt: receipt.nullable(),
  reason: shownText.nullable(),
  armedAt: instant.nullable(),
  /** The account's balance just before the permit was given. */
  balanceBefore: money.nullable(),
  /** Left out or null where the lists had not been read whole before the permit was given. */
  listedBefore: listedBefore.nullish(),
  /** Null while its bet is open, and for a leg that is no bet. */
  settlement: settlement.nullable(),
  changedAt: instant,
})
export type Leg = z.infer<typeof leg>
