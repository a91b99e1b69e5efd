import { z } from 'zod'
import { account, actor, deskScope, money, odds, signedMoney } from './common.ts'
import { defineRequest } from './define.ts'
import { leg } from './leg.ts'

/** What an operator saw when they pressed the button of a choice: what is bet, and what is lost or won at worst after it. */
export const shownChoice = z.object({
  kind: z.enum(['other_side', 'opposite']),
  account,
  odds,
  stake: money,
  worstCase: signedMoney,
})
export type ShownChoice = z.infer<typeof shownChoice>

/**
 * An operator has a hedge placed that was shown to them: a new hedge leg with its own permit. Answered once the ledger has
 * the leg, before it is placed. The same request again answers the same leg.
 * Refused: CHOICE_CHANGED (the price, the stake, or the bets in force are not what was shown; nothing is placed), NOT_LONE,
 * NOT_OWNED, LEG_EXISTS (another operator was faster), MATCH_BUSY, NO_EXECUTOR, EXECUTOR_SILENT.
 */
export const hedgeChoose = defineRequest(
  'hedge.choose',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    /** Chosen by the caller before the click is sent: the same click again is no second hedge. */
    request: z.uuid(),
    shown: shownChoice,
    by: actor,
  }),
  z.object({ leg }),
)
