/** A request that a page sends again and again for the same odds. */
export interface Poll {
  readonly source: number
  /** What is asked: two requests that ask the same are answered in any order. */
  readonly asked: string
  /** Counts up in the order in which requests are sent. */
  readonly sent: number
}

/** Which answers are older than one that was read already. */
export interface RequestOrder {
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
