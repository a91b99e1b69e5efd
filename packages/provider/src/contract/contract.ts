import { money, odds, origin, providerId, providerVersion } from '@surefoot/shared/messages'
import { z } from 'zod'
import { listRule } from './bet-list.ts'
import { fixture } from './fixture.ts'
import { locator, reading } from './page.ts'
import { placeRule } from './place.ts'
import { receiptRule } from './receipt.ts'
import { numberLocale, oddsFormat, path, pointer, scale } from './scalars.ts'
import { stream } from './stream.ts'
import { pointerWords } from './value.ts'

/** What the numbers of messages, or of the page, count where a value does not say so itself. */
const scales = z.strictObject({
  odds: scale.optional(),
  money: scale.optional(),
  line: scale.optional(),
})

/** How two providers settle: these must be equal for two bets to be the same bet. Keyed by sport. */
const settlementRules = z.record(
  z.string(),
  z.strictObject({
    overtime: z.enum(['included', 'excluded', 'none']),
    retirement: z.enum(['void', 'advances', 'none']),
    abandoned: z.enum(['void', 'stands']),
  }),
)

/** A provider, described as data: how its odds are read, a bet is placed and its answer understood. */
export const providerContract = z.strictObject({
  /** Version 2 means the same by every word of version 1, and has more of them: what is marked so below. */
  schema: z.enum(['provider-contract/1', 'provider-contract/2']),
  id: providerId,
  version: providerVersion,
  name: z.string().min(1).max(60),
  origins: z.array(origin).min(1).max(8),
  /** Shown where the operator must log in: the public login of a play bookmaker. Never a password that is a secret. */
  loginHint: z.string().min(1).max(120).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capitals, such as EUR'),
  oddsFormat,
  numberLocale,
  /** Where the page writes odds or numbers in another way than the messages do. */
  page: z.strictObject({ oddsFormat, numberLocale, scales: scales.optional() }).optional(),
  /** Of the messages. Of `provider-contract/2`. */
  scales: scales.optional(),
  /** Odds outside these are a fault: they are in another scale or format. 1.001 to 1001 in `provider-contract/2`. */
  oddsRange: z.strictObject({ min: odds, max: odds }).optional(),
  stake: z.strictObject({ step: money, min: money, max: money }),
  session: z.strictObject({
    loggedIn: locator,
    loggedOut: locator,
    balance: reading,
  }),
  stream,
  /**
   * Whose handicap the line of a `handicap` is: that of home, for both outcomes, or that of the side which the outcome backs.
   * Asked for where the stream maps a handicap: the wrong one is another market. Of `provider-contract/2`.
   */
  handicapLine: z.enum(['home', 'side']).optional(),
  rules: settlementRules,
  place: placeRule,
  receipt: receiptRule,
  openBets: listRule,
  history: listRule,
  balance: z.strictObject({ path, at: pointer, ...pointerWords }),
  longestAcceptanceDelayMs: z.number().int().nonnegative().max(120_000),
  fixtures: z.array(fixture).min(1).max(20),
})
export type ProviderContract = z.infer<typeof providerContract>
