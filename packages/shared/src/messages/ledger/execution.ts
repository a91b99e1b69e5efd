import { z } from 'zod'
import {
  deskScope,
  foreignText,
  instant,
  money,
  odds,
  providerId,
  signedMoney,
  venue,
  shownText,
} from '../common.ts'
import { leg, legId } from '../leg.ts'
import { opportunity } from '../opportunity.ts'
import { market, outcome } from '../quote.ts'

export const legStatus = z.enum(['success', 'failed', 'timeout'])
export const finalStatus = z.enum(['success', 'failed'])

export const hedgeStep = z.enum(['triggered', 'planned', 'covered', 'held', 'failed', 'escalated'])
export type HedgeStep = z.infer<typeof hedgeStep>

/** A row of `execution_audit_log`. A status is null until it is known. */
export const executionRow = z.object({
  id: z.uuid(),
  timestamp: instant,
  ...deskScope,
  matchId: z.string(),
  home: foreignText,
  away: foreignText,
  sport: z.string(),
  market,
  line: z.string().nullable(),
  providerA: providerId,
  providerB: providerId,
  stakeA: money,
  stakeB: money,
  oddsA: odds,
  oddsB: odds,
  outcomeA: outcome,
  outcomeB: outcome,
  legA_status: legStatus.nullable(),
  legB_status: legStatus.nullable(),
  hedge_triggered: z.boolean(),
  final_status: finalStatus.nullable(),
  error_message: shownText.nullable(),
  /** What the opportunity promised when it was taken. */
  expectedProfit: signedMoney,
  /** What its bets really won or lost together; null until it is closed and each is settled, and where nothing was bet. */
  profit: signedMoney.nullable(),
  venue,
  requestedBy: z.string(),
  deadline: instant,
  closedAt: instant.nullable(),
  /** The latest step of its `hedge_events`; null: no leg stood alone. */
  hedge: hedgeStep.nullable(),
})
export type ExecutionRow = z.infer<typeof executionRow>

/** A row of `hedge_events`. */
export const hedgeEvent = z.object({
  id: z.uuid(),
  timestamp: instant,
  auditId: z.uuid(),
  step: z.string(),
  /** The hedge leg that the step is of; null for a step before any was planned. Left out by an earlier version. */
  legId: legId.nullish(),
  details: z.record(z.string(), z.unknown()),
})
export type HedgeEvent = z.infer<typeof hedgeEvent>

/** A link of the audit chain: `hash` covers the row and `previousHash`. */
export const auditEvent = z.object({
  sequence: z.number().int(),
  at: instant,
  kind: z.string(),
  executionId: z.uuid().nullable(),
  details: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditEvent = z.infer<typeof auditEvent>

/** An execution with all that the ledger knows of it. */
export const executionRecord = z.object({
  execution: executionRow,
  /** As it was taken. */
  opportunity,
  legs: z.array(leg),
  hedgeEvents: z.array(hedgeEvent),
})
export type ExecutionRecord = z.infer<typeof executionRecord>
