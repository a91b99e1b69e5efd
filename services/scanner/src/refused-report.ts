import type { Bus } from '@surefoot/shared/bus'
import { opportunityRefused, type RefusedRow } from '@surefoot/shared/messages'

/** Publishes the rows that the rails of a desk refuse: all of them each time, and once that there are none any more. */
export function createRefusedReport(
  bus: Pick<Bus, 'publish'>,
): (deskId: string, rows: RefusedRow[]) => void {
  const shown = new Set<string>()
  return (deskId, rows) => {
    if (rows.length === 0 && !shown.delete(deskId)) return
    if (rows.length > 0) shown.add(deskId)
    bus.publish(opportunityRefused, { deskId, rows })
  }
}
