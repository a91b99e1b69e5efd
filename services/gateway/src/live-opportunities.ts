import { opportunity, type Opportunity } from '@surefoot/shared/messages'
import { z } from 'zod'

/** An opportunity, and why it was not taken if it was declined. */
export const liveOpportunity = opportunity.extend({
  declined: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type LiveOpportunity = z.infer<typeof liveOpportunity>

export interface LiveOpportunities {
  readonly found: (opportunity: Opportunity) => void
  readonly gone: (opportunityId: string) => void
  readonly declined: (opportunityId: string, reason: LiveOpportunity['declined']) => void
  /** Best first: by profit over stakes. */
  readonly list: () => LiveOpportunity[]
  /** How many were found in the last 60 s. */
  readonly foundLastMinute: () => number
}

const RATE_WINDOW_MS = 60_000
/** The scanner tells one that stands every second; one that died cannot say that it is gone. */
const FORGOTTEN_AFTER_MS = 10_000

/** Opportunities as the scanner tells them. */
export function createLiveOpportunities(now: () => number): LiveOpportunities {
  const live = new Map<string, { readonly shown: LiveOpportunity; readonly heardAt: number }>()
  let foundAt: number[] = []

  const forgetOld = (): void => {
    foundAt = foundAt.filter((at) => now() - at < RATE_WINDOW_MS)
    for (const [id, { heardAt }] of live) if (now() - heardAt >= FORGOTTEN_AFTER_MS) live.delete(id)
  }
  return {
    found: (body) => {
      forgetOld()
      const known = live.get(body.opportunityId)
      if (!known) foundAt.push(now())
      const declined = known?.shown.declined ?? null
      live.set(body.opportunityId, { shown: { ...body, declined }, heardAt: now() })
    },
    gone: (opportunityId) => void live.delete(opportunityId),
    declined: (opportunityId, declined) => {
      const known = live.get(opportunityId)
      if (known) live.set(opportunityId, { ...known, shown: { ...known.shown, declined } })
    },
    list: () => {
      forgetOld()
      return [...live.values()]
        .map(({ shown }) => shown)
        .toSorted((one, other) => other.profitBps - one.profitBps)
    },
    foundLastMinute: () => {
      forgetOld()
      return foundAt.length
    },
  }
}
