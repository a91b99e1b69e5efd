import { opportunityFound, opportunityGone, type Bus } from '@surefoot/shared'
import type { Announcement } from './desk.ts'

/** Enough for a day's doubtful pairs; a desk that doubts more hears of one twice. */
const DOUBTS_REMEMBERED = 2000

/** Tells the bus what a desk's book has to say. A doubtful pair is logged once. */
export function createAnnounce(bus: Bus): (deskId: string, all: readonly Announcement[]) => void {
  const doubted = new Set<string>()

  function logDoubt(deskId: string, opportunityId: string, reason: string): void {
    const key = `${opportunityId} ${reason}`
    if (doubted.has(key)) return
    if (doubted.size >= DOUBTS_REMEMBERED) doubted.clear()
    doubted.add(key)
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
      if (announcement.kind === 'found') bus.publish(opportunityFound, announcement.opportunity)
      else if (announcement.kind === 'doubted')
        logDoubt(deskId, announcement.opportunityId, announcement.reason)
      else {
        const { opportunityId, reason } = announcement
        bus.publish(opportunityGone, { deskId, opportunityId, reason })
      }
    }
  }
}
