import { z } from 'zod'
import {
  account,
  deskScope,
  foreignId,
  money,
  odds,
  providerId,
  providerVersion,
} from './common.ts'
import { defineRequest } from './define.ts'

const selection = z.object({ account, selectionId: foreignId })

/** The price of a selection as the account's stream gave it last. */
export const presentPrice = selection.extend({
  providerId,
  contractVersion: providerVersion,
  odds,
  maxStake: money.nullable(),
  suspended: z.boolean(),
  /** Since the account's stream was received last: until then the price was not changed. */
  ageMs: z.number().int().nonnegative(),
})
export type PresentPrice = z.infer<typeof presentPrice>

/**
 * The present prices of selections, from the streams of a desk's accounts. A selection that the streams do not have is left
 * out. A price older than `maxAgeMs` is not to be relied on.
 */
export const quotesRead = defineRequest(
  'quotes.read',
  'global',
  z.object({ ...deskScope, selections: z.array(selection).max(20) }),
  z.object({ prices: z.array(presentPrice), maxAgeMs: z.number().int().positive() }),
)
