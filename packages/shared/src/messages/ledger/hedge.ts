import { z } from 'zod'
import { account, actor, money, odds, signedMoney } from '../common.ts'
import { defineRequest } from '../define.ts'
import { legId, legPlan } from '../leg.ts'
import { executionRecord, hedgeStep } from './execution.ts'

/**
 * Write a `hedge_events` row; `triggered` also sets `hedge_triggered`. With `leg` the step is `planned`: the leg is the next
 * hedge leg of its execution (`-H`, `-H2`, …) and is AUTHORIZED in the same commit. A step is written once for each hedge
 * leg: again answers `created: false`. `escalated` halts the desk; it is refused NOT_LONE while a hedge leg may still change
 * or the last one was accepted as authorised.
 *
 * A leg is refused LEG_EXISTS where it is not the next one, or an earlier hedge leg may still become a bet. Without `by` it
 * is the hedge service's choice: refused CONCLUDED once a hedge was accepted, or the exposure is covered or an operator's,
 * and TRIED if an earlier hedge leg was on the same selection of the same account. With `by` it is an operator's choice,
 * and only after `escalated` or `held` (else NOT_OWNED): a closed execution is opened again for it, unless another one of
 * its match is open (MATCH_BUSY). After it, `hedge.trigger` has it placed.
 */
export const ledgerHedge = defineRequest(
  'ledger.hedge',
  'global',
  z.object({
    executionId: z.uuid(),
    step: hedgeStep,
    details: z.record(z.string(), z.unknown()),
    leg: legPlan.optional(),
    /** The hedge leg whose end the step is. Left out: the first one's, if there is one. */
    legId: legId.optional(),
    /** The operator whose choice the leg is. */
    by: actor.optional(),
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
