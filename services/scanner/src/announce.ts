import type { Bus } from '@surefoot/shared/bus'
import { opportunityFound, opportunityGone, type Opportunity } from '@surefoot/shared/messages'
import { attributesOf, linkTo, METRICS, presentTrace, withSpanNow } from '@surefoot/shared/runtime'
import type { Announcement } from './desk.ts'

/** Enough for a day's doubtful pairs; a desk that doubts more hears of one twice. */
const DOUBTS_REMEMBERED = 2000

/** Tells the bus what a desk's book has to say. A doubtful pair is logged once. */
export function createAnnounce(bus: Bus): (deskId: string, all: readonly Announcement[]) => void {
  const doubted = new Set<string>()
  const live = new Set<string>()

  /** One that stands is told again and again, and counted once. */
  function countFound(opportunityId: string): void {
    if (live.has(opportunityId)) return
    live.add(opportunityId)
    METRICS.opportunities.add({ result: 'found', reason: 'none' })
  }

  function logDoubt(deskId: string, opportunityId: string, reason: string): void {
    const key = `${opportunityId} ${reason}`
    if (doubted.has(key)) return
    if (doubted.size >= DOUBTS_REMEMBERED) doubted.clear()
    doubted.add(key)
    METRICS.opportunities.add({ result: 'doubted', reason })
    bus.log({
      level: 'info',
      code: 'OPPORTUNITY_DOUBTED',
      message: `Prices that would win were not offered: ${reason}.`,
      deskId,
      details: { opportunityId },
    })
  }

  return (deskId, all) => {
    for (const announcement of all) {
      if (announcement.kind === 'found') {
        countFound(announcement.opportunity.opportunityId)
        tellFound(bus, announcement.opportunity)
      } else if (announcement.kind === 'doubted')
        logDoubt(deskId, announcement.opportunityId, announcement.reason)
      else {
        const { opportunityId, reason } = announcement
        live.delete(opportunityId)
        METRICS.opportunities.add({ result: 'gone', reason })
        bus.publish(opportunityGone, { deskId, opportunityId, reason })
      }
    }
  }
}

/** The root of what becomes of it. A quote is linked, not its parent: there are thousands to one that is taken. */
function tellFound(bus: Bus, opportunity: Opportunity): void {
  const options = {
    root: true,
    links: linkTo(presentTrace()),
    attributes: attributesOf(opportunity),
  }
  withSpanNow('opportunity', options, () => bus.publish(opportunityFound, opportunity))
}
