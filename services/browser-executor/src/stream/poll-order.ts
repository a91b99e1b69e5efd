import type { CDPSession } from 'playwright-core'
import { createRequestOrder } from './request-order.ts'

/** Orders the answers that a page receives by the start of their requests. */
export interface PollOrder {
  /** Forgets a request that is over, and gives whether its answer may be read: asked once the answer is there. */
  readonly end: (requestId: string, source: number) => () => boolean
  readonly clear: () => void
}

/** Requests that were not seen to end. */
const MOST_OPEN = 5000
/** Against caches pages add a time or a random number to the address, which asks for nothing else. */
const CACHE_BUSTER = /^(\d{10,}|0\.\d+)$/

function askedOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  const busters = [...url.searchParams].filter(
    ([name, value]) => name === '_' || CACHE_BUSTER.test(value),
  )
  for (const [name] of busters) url.searchParams.delete(name)
  return url.href
}

/** The session's Network domain must be turned on after this. */
export function openPollOrder(session: CDPSession): PollOrder {
  const order = createRequestOrder()
  const open = new Map<string, { readonly asked: string; readonly sent: number }>()
  let sent = 0
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    sent += 1
    // A request that is sent on to another address is still the first one.
    if (open.has(requestId)) return
    if (open.size >= MOST_OPEN) open.clear()
    const { method, url, postData = '' } = request
    open.set(requestId, { asked: `${method} ${askedOf(url)} ${postData}`, sent })
  })
  session.on('Network.loadingFailed', ({ requestId }) => void open.delete(requestId))
  return {
    end: (requestId, source) => {
      const request = open.get(requestId)
      open.delete(requestId)
      return () => request === undefined || order.admit({ source, ...request })
    },
    clear: order.clear,
  }
}
