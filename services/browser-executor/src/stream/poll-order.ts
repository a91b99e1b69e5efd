import type { TargetSession } from './target-session.ts'

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
export function openPollOrder(session: TargetSession): PollOrder {
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

/** A request that a page sends again and again for the same odds. */
interface Poll {
  readonly source: number
  /** What is asked: two requests that ask the same are answered in any order. */
  readonly asked: string
  /** Counts up in the order in which requests are sent. */
  readonly sent: number
}

/** Which answers are older than one that was read already. */
interface RequestOrder {
  /** Remember this answer as read; false: an answer to a later request was read before it. */
  readonly admit: (poll: Poll) => boolean
  readonly clear: () => void
}

/** Things that are asked for at the same time. A page that asks for ever new ones is read as it comes. */
const MOST_ASKED = 2000

/**
 * Orders answers by the start of their requests: of two polls that overtake each other the later one is the present state,
 * and an older answer must not become the book.
 */
export function createRequestOrder(): RequestOrder {
  const latest = new Map<string, number>()
  return {
    admit: ({ source, asked, sent }) => {
      const key = `${source} ${asked}`
      const known = latest.get(key)
      if (known !== undefined && known > sent) return false
      if (known === undefined && latest.size >= MOST_ASKED) latest.clear()
      latest.set(key, sent)
      return true
    },
    clear: () => latest.clear(),
  }
}
