import { z } from 'zod'
import { account, money, odds, signedMoney } from '../common.ts'
import { defineRequest } from '../define.ts'
import { legPlan } from '../leg.ts'
import { executionRecord, hedgeStep } from './execution.ts'

/**
 * Write a `hedge_events` row; `triggered` also sets `hedge_triggered`; with `leg` the hedge leg is AUTHORIZED in the
 * same commit. A step of an execution is written once: again answers `created: false`. `escalated` halts
 * the desk; it is refused NOT_LONE while the hedge leg may still change or was accepted as authorised. A leg is refused
 * LEG_EXISTS if there is one, and CONCLUDED after `covered`, `held` or `escalated`.
 */
export const ledgerHedge = defineRequest(
  'ledger.hedge',
  'global',
  z.object({
    executionId: z.uuid(),
    step: hedgeStep,
    details: z.record(z.string(), z.unknown()),
    leg: legPlan.optional(),
  }),
  executionRecord.extend({ created: z.boolean() }),
)

/**
 * What can be done with a lone leg: back its opponent at the other account, as was planned (`other_side`), or at its own
 * (`opposite`); give the bet back to its provider; hold it.
 */
export const hedgeKind = z.enum(['other_side', 'opposite', 'cash_out', 'hold'])
export type HedgeKind = z.infer<typeof hedgeKind>

/** One of them, as `details.choices` of the steps `planned` and `escalated` hold it. */
export const hedgeChoice = z.object({
  kind: hedgeKind,
  account: account.nullable(),
  odds: odds.nullable(),
  stake: money.nullable(),
  /** What all bets of the execution then win together at worst; null: the choice is not there. */
  worstCase: signedMoney.nullable(),
  /** Why it was not taken by itself, for the operator; null: it is taken. */
  why: z.string().nullable(),
})
export type HedgeChoice = z.infer<typeof hedgeChoice>
