import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { applyEvent, EVENTS } from './apply-event.ts'
import { setConnection } from './connection.ts'

/** Several events of one moment ask the ledger once. */
const ASK_AFTER_MS = 150

/** Listen to the gateway until the returned function is called. After a gap everything shown is asked for again. */
export function openLive(client: QueryClient): () => void {
  const source = new EventSource('/api/events')
  const stale = createStaleQueries(client)
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
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      for (const queryKey of applyEvent(client, { name, data: JSON.parse(data) }))
        stale.mark(queryKey)
    })
  return () => {
    source.close()
    stale.stop()
  }
}

function createStaleQueries(client: QueryClient) {
  const waiting = new Map<string, number>()
  const ask = (queryKey: QueryKey): void => {
    waiting.delete(JSON.stringify(queryKey))
    void client.invalidateQueries({ queryKey })
  }
  return {
    mark: (queryKey: QueryKey): void => {
      const name = JSON.stringify(queryKey)
      if (!waiting.has(name))
        waiting.set(
          name,
          window.setTimeout(() => ask(queryKey), ASK_AFTER_MS),
        )
    },
    stop: (): void => waiting.forEach((timer) => window.clearTimeout(timer)),
  }
}
