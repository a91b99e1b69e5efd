import type { Bus } from '@surefoot/shared/bus'
import {
  opportunityDeclined,
  opportunityFound,
  opportunityGone,
  opportunityRefused,
  type Opportunity,
} from '@surefoot/shared/messages'
import type { EventFeed } from './event-feed.ts'
import type { LiveOpportunities } from './live-opportunities.ts'
import type { LiveRefusals } from './live-refusals.ts'
import { createPacer } from './pacer.ts'

export interface FollowOpportunitiesOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly feed: EventFeed
  readonly opportunities: LiveOpportunities
  readonly refusals: LiveRefusals
  readonly onListChanged: () => void
}

/** A person cannot read more updates of one row. */
const ROW_EVERY_MS = 100

/** Turn what the scanner and the worker tell of opportunities into the live list and the console's events. */
export async function followOpportunities(
  options: FollowOpportunitiesOptions,
): Promise<Disposable> {
  const { bus, deskId, feed, opportunities, refusals } = options
  const pacer = createPacer((body: Opportunity) => feed.send('opportunity', body), ROW_EVERY_MS)
  await bus.subscribe(opportunityFound, (body) => {
    if (body.deskId !== deskId) return
    opportunities.found(body)
    pacer.offer(body.opportunityId, body)
    options.onListChanged()
  })
  await bus.subscribe(opportunityGone, ({ deskId: of, opportunityId, reason }) => {
    if (of !== deskId) return
    opportunities.gone(opportunityId)
    pacer.forget(opportunityId)
    feed.send('opportunity-gone', { opportunityId, reason })
  })
  await bus.subscribe(opportunityDeclined, ({ deskId: of, opportunityId, code, message }) => {
    if (of !== deskId) return
    opportunities.declined(opportunityId, { code, message })
    feed.send('opportunity-declined', { opportunityId, code, message })
  })
  await bus.subscribe(opportunityRefused, ({ deskId: of, rows }) => {
    if (of !== deskId) return
    refusals.replace(rows)
    feed.show('refused', () => ({ refused: refusals.rows() }))
  })
  return { [Symbol.dispose]: pacer.stop }
}
