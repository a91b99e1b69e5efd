import type { Bus } from '@surefoot/shared/bus'
import { needsRead, ok } from '@surefoot/shared/messages'
import type { LiveDesk } from '../live-desk.ts'
import { listNeeds } from './list-needs.ts'
import type { LiveNeeds } from './live-needs.ts'
import { haltOf } from './trading-past.ts'

export interface ServeNeedsOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly liveDesk: Pick<LiveDesk, 'read'>
  readonly needs: Pick<LiveNeeds, 'read'>
}

/** What the console lists for an operator, for the service that sends it to them. No reply while the ledger is silent. */
export async function serveNeeds({
  bus,
  deskId,
  liveDesk,
  needs,
}: ServeNeedsOptions): Promise<void> {
  await bus.serve(
    needsRead,
    async () => {
      const reading = await liveDesk.read()
      if (!reading.ok) return reading
      const { desk } = reading
      const ledger = await needs.read()
      return ok({
        needs: listNeeds(ledger, desk),
        trading: desk.control.trading,
        halt: haltOf(ledger.past, desk.control),
      })
    },
    { scope: { deskId } },
  )
}
