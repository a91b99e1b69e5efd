import { z } from 'zod'
import { account, accountScope, actor, deskScope, instant, money, providerId } from '../common.ts'
import { defineEvent, defineRequest } from '../define.ts'
import { legId } from '../leg.ts'
import { MARKETS } from '../../markets/market-table.ts'
import { market } from '../quote.ts'

/** What a learnt limit is of: an account at a provider, on a sport and a kind of market. */
const placeOfLimit = { account, providerId, sport: z.string().max(40), market }

/** The smallest stake that a provider accepted of a larger one: about what it takes of the account. */
export const learntLimit = z.object({
  ...accountScope,
  ...placeOfLimit,
  /** The leg of which less was accepted. It names the limit: one that is learnt later has another name. */
  legId,
  stake: money,
  /** What the permit of that leg allowed. */
  asked: money,
  since: instant,
})
export type LearntLimit = z.infer<typeof learntLimit>

/** Those of one page. */
export const LIMIT_ROWS = 500

/** The limits of a desk, without those that were forgotten. `next` is the cursor of the following page, null after the last. */
export const ledgerLimits = defineRequest(
  'ledger.limit.list',
  'global',
  z.object({ ...deskScope, cursor: legId.optional() }),
  z.object({ limits: z.array(learntLimit), next: legId.nullable() }),
)

/**
 * An operator forgets a limit: it bounds no stake any more, until less is accepted again. Forgetting twice is forgetting
 * once. Refused: NOT_FOUND, also where a lower limit has taken its place.
 */
export const ledgerLimitForget = defineRequest(
  'ledger.limit.forget',
  'global',
  z.object({ ...deskScope, legId, by: actor }),
  z.object({ forgotten: z.boolean() }),
)

/** A limit was learnt, lowered or forgotten. Who missed it reads the list again. */
export const limitChanged = defineEvent(
  'limit.changed',
  'global',
  z.object({ ...deskScope, limit: learntLimit, isForgotten: z.boolean() }),
)
export type LimitChange = z.infer<typeof limitChanged.body>

/** What a limit is, as the end of a sentence: "limited to about 2.50 on basketball totals". */
export function describeLimit({
  stake,
  sport,
  market: kind,
}: Pick<LearntLimit, 'stake' | 'sport' | 'market'>): string {
  return `limited to about ${stake} on ${sport} ${MARKETS[kind].plural}`
}
