import type { Bus } from '@surefoot/shared/bus'
import {
  accountChanged,
  alertChanged,
  browserStatus,
  contractChanged,
  deskChanged,
  executionChanged,
  hedgeChanged,
  limitChanged,
  systemLog,
  type BrowserStatus,
} from '@surefoot/shared/messages'
import type { EventFeed } from './event-feed.ts'
import type { LiveBrowsers } from './live-browsers.ts'

export interface FollowDeskOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly feed: EventFeed
  readonly browsers: LiveBrowsers
  /** The ledger holds something new of the desk. */
  readonly onLedgerChanged: () => void
  /** The ledger holds another control of the desk. */
  readonly onControlled: () => void
  readonly onBrowserHeard: (status: BrowserStatus) => void
}

/** Turn what the bus tells of this desk into the live view and the console's events. */
export async function followDesk(options: FollowDeskOptions): Promise<void> {
  const { bus, deskId, feed } = options
  const isOurs = (body: { deskId?: string | undefined }): boolean =>
    body.deskId === undefined || body.deskId === deskId
  const onChange = (name: string) => (body: { deskId: string }) => {
    if (!isOurs(body)) return
    feed.send(name, body)
    options.onLedgerChanged()
  }
  await bus.subscribe(accountChanged, onChange('account'))
  await bus.subscribe(executionChanged, onChange('execution'))
  await bus.subscribe(hedgeChanged, onChange('hedge'))
  await bus.subscribe(deskChanged, (body) => {
    if (!isOurs(body)) return
    options.onControlled()
    options.onLedgerChanged()
  })
  await bus.subscribe(alertChanged, (body) => {
    if (isOurs(body)) feed.send('alert', body)
  })
  await bus.subscribe(limitChanged, (body) => {
    if (isOurs(body)) feed.send('limit', body)
  })
  await bus.subscribe(contractChanged, (body) => feed.send('contract', body))
  await bus.subscribe(systemLog, (body) => {
    if (isOurs(body) && body.level !== 'info') feed.send('log', body)
  })
  await bus.subscribe(
    browserStatus,
    (status) => {
      options.browsers.heard(status)
      options.onBrowserHeard(status)
    },
    { scope: { deskId } },
  )
}
