import { money, origin, providerId, providerVersion } from '@surefoot/shared/messages'
import { z } from 'zod'
import { listRule } from './bet-list.ts'
import { fixture } from './fixture.ts'
import { locator, reading } from './page.ts'
import { placeRule } from './place.ts'
import { receiptRule } from './receipt.ts'
import { numberLocale, oddsFormat, path, pointer } from './scalars.ts'
import { stream } from './stream.ts'

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
  schema: z.literal('provider-contract/1'),
  id: providerId,
  version: providerVersion,
  name: z.string().min(1).max(60),
  origins: z.array(origin).min(1).max(8),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capitals, such as EUR'),
  oddsFormat,
  numberLocale,
  /** Where the page writes odds or numbers in another way than the messages do. */
  page: z.strictObject({ oddsFormat, numberLocale }).optional(),
  stake: z.strictObject({ step: money, min: money, max: money }),
  session: z.strictObject({
    loggedIn: locator,
    loggedOut: locator,
    balance: reading,
  }),
  stream,
  rules: settlementRules,
  place: placeRule,
  receipt: receiptRule,
  openBets: listRule,
  history: listRule,
  balance: z.strictObject({ path, at: pointer }),
  longestAcceptanceDelayMs: z.number().int().nonnegative().max(120_000),
  fixtures: z.array(fixture).min(1).max(20),
})
export type ProviderContract = z.infer<typeof providerContract>
