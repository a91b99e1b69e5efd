import {
  account,
  bet,
  instant,
  legId,
  money,
  odds,
  outcome,
  providerId,
  shownChoice,
  signedMoney,
} from '@surefoot/shared/messages'
import { z } from 'zod'

/** A bet that would cover what is exposed. A number that is not known is null, and `why` says so. */
export const pricedChoice = z.object({
  kind: shownChoice.shape.kind,
  account,
  outcome,
  providerId,
  odds: odds.nullable(),
  /** How old the price is, milliseconds; null where there is none. */
  ageMs: z.number().int().nonnegative().nullable(),
  stake: money.nullable(),
  /** What all bets of the execution win at worst after it; negative is a loss. */
  worstCase: signedMoney.nullable(),
  /** Why it cannot be placed now; null: it can. */
  why: z.string().nullable(),
})
export type PricedChoice = z.infer<typeof pricedChoice>

/** A bet of an account's statement that nobody owns, and that may be adopted. */
export const adoptableBet = z.object({
  account,
  /** The leg that it may be; null: it covers what is exposed. */
  legId: legId.nullable(),
  bet,
  readAt: instant,
})
export type AdoptableBet = z.infer<typeof adoptableBet>

/** What an operator can do about an execution that was left to them. */
export const choices = z.object({
  /** What the bets in force win at worst if nothing is done; null: nothing is exposed. */
  worstCase: signedMoney.nullable(),
  /** What they win or lose in each outcome. */
  payoff: z.array(z.object({ outcome, amount: signedMoney })),
  /** For how long something may be lost, milliseconds; null where nothing may. */
  exposedForMs: z.number().int().nonnegative().nullable(),
  choices: z.array(pricedChoice),
  adoptable: z.array(adoptableBet),
  /** Why no choice can be placed now, whatever its price; null: they can. */
  blocked: z.string().nullable(),
})
export type Choices = z.infer<typeof choices>
