import { z } from 'zod'
import { clipText } from './clip.ts'

/** One operator's pair of accounts. Safe as a NATS token, a Redis key part and a folder name. */
export const deskId = z.string().regex(/^[a-z0-9-]{1,32}$/)
export const account = z.enum(['A', 'B'])
export type Account = z.infer<typeof account>
export const ACCOUNTS = account.options

/** The fields of every message that concerns one account. */
export const accountScope = { deskId, account }
export const deskScope = { deskId }

/** A positive amount with at most two decimals, in the account's currency. */
export const money = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/)
/** As `money`, possibly negative: a profit, a loss or a difference. */
export const signedMoney = z.string().regex(/^-?\d{1,9}(\.\d{1,2})?$/)
/** Decimal odds, stake included: greater than 1, at most six decimals. */
export const odds = z.string().regex(/^(?!0|1(\.0+)?$)\d{1,5}(\.\d{1,6})?$/)
/** The odds of a bet as its provider lists them: at or below 1 where it was voided or shared in a dead heat. */
export const listedOdds = z.string().regex(/^\d{1,5}(\.\d{1,6})?$/)

/** An instant, ISO 8601 with offset `Z`. */
export const instant = z.iso.datetime()
/** Milliseconds since 1970, for what is compared and never stored. */
export const epochMs = z.number().int().nonnegative()

export const providerId = z.string().regex(/^[a-z0-9-]{1,40}$/)
export const providerVersion = z.number().int().positive()
/** A web origin: scheme, host and port, no path. */
export const origin = z.string().regex(/^https?:\/\/[^/\s]+$/)
/** An identifier of the provider's own: opaque to us. */
export const foreignId = z.string().min(1).max(120)
/** Text written by a provider: shown as text, never as markup. */
export const foreignText = z.string().max(300)
/** A sentence that is shown: too long a one is cut with a mark where it is read, so that what it comes with is not lost. */
export const shownText = z.string().overwrite((text) => clipText(text, 1000))

export const venue = z.enum(['paper', 'live'])
export type Venue = z.infer<typeof venue>
export const actor = z.string().min(1).max(60)
