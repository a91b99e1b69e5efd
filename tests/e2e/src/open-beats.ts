import { openBus } from '@surefoot/shared/bus'
import { browserStatus, type Account, type BrowserStatus } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'

export interface Beats extends AsyncDisposable {
  /** What an account's executor has published of its browser since this was opened, in order. */
  readonly list: () => readonly BrowserStatus[]
}

export async function openBeats(natsUrl: string, account: Account): Promise<Beats> {
  const logger = createLogger('beats', 'silent')
  const bus = await openBus({ url: natsUrl, service: 'tools', logger })
  const beats: BrowserStatus[] = []
  await bus.subscribe(browserStatus, (beat) => void beats.push(beat), { scope: { account } })
  return { list: () => beats, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() }
}
