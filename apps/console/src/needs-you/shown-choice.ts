import type { ShownChoice } from '@surefoot/shared/messages'
import type { PricedChoice } from '../api/choices.ts'

/** An answer of the gateway that is older shows no price any more. */
const ANSWER_STALE_MS = 5000

/** A choice as it is shown: with what a click on its button sends, or why nothing can be sent. */
export interface Shown {
  readonly choice: PricedChoice
  /** Of its price, now; null where there is none. */
  readonly ageMs: number | null
  /** What the button sends; null: there is no button. */
  readonly order: ShownChoice | null
  readonly why: string | null
}

/** What is shown of a choice, `sinceAnswerMs` after the gateway answered. A number that is not known is not shown. */
export function showChoice(choice: PricedChoice, sinceAnswerMs: number): Shown {
  const ageMs = choice.ageMs === null ? null : choice.ageMs + Math.max(0, sinceAnswerMs)
  if (sinceAnswerMs > ANSWER_STALE_MS)
    return {
      choice: { ...choice, odds: null, stake: null, worstCase: null },
      ageMs,
      order: null,
      why: 'The gateway has not answered for a while: its price is not known.',
    }
  return { choice, ageMs, order: orderOf(choice), why: choice.why }
}

function orderOf({ kind, account, odds, stake, worstCase, why }: PricedChoice): ShownChoice | null {
  if (why !== null || odds === null || stake === null || worstCase === null) return null
  return { kind, account, odds, stake, worstCase }
}
