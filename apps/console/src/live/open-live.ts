import { notifyManager, type QueryClient } from '@tanstack/react-query'
import { applyEvent, EVENTS, type LiveEvent } from './apply-event.ts'
import { setConnection } from './connection.ts'
import { createStaleQueries } from './stale-queries.ts'

/** What the eye can follow: a row changes ten times a second at most, however many events there are. */
const APPLY_EVERY_MS = 100

/** Listen to the gateway until the returned function is called. After a gap everything shown is asked for again. */
export function openLive(client: QueryClient): () => void {
  const source = new EventSource('/api/events')
  const stale = createStaleQueries(client)
  const events = createEventQueue((event) => applyEvent(client, event).forEach(stale.mark))
  let hasBeenLost = false

  source.addEventListener('open', () => {
    setConnection('live')
    if (hasBeenLost) stale.mark([])
    hasBeenLost = false
  })
  source.addEventListener('error', () => {
    hasBeenLost = true
    setConnection(source.readyState === EventSource.CLOSED ? 'closed' : 'lost')
  })
  for (const name of EVENTS)
    source.addEventListener(name, ({ data }: MessageEvent<string>) =>
      events.add({ name, data: JSON.parse(data) }),
    )
  return () => {
    source.close()
    events.stop()
    stale.stop()
  }
}

/** Events in their order, applied together. */
function createEventQueue(apply: (event: LiveEvent) => void) {
  let waiting: LiveEvent[] = []
  let timer: number | undefined
  const flush = (): void => {
    timer = undefined
    const events = waiting
    waiting = []
    notifyManager.batch(() => events.forEach(apply))
  }
  return {
    add: (event: LiveEvent): void => {
      waiting.push(event)
      timer ??= window.setTimeout(flush, APPLY_EVERY_MS)
    },
    stop: (): void => window.clearTimeout(timer),
  }
}
