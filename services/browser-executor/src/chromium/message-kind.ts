/** What a message of Chromium is, read from its first bytes, how long it may be, and what comes instead of a longer one. */

/** The event that comes instead of one that was dropped, and before the error that comes instead of an answer. */
export const DROPPED = 'Surefoot.messageDropped'

/** No message is dropped that is not longer. */
export const SHORTEST_BOUND = 64_000
/** In bytes of JSON, by what a message begins with; the first that fits counts. */
const BOUNDS = [
  // An answer that is read, of 16 MB, in base64.
  ['{"id":', 24_000_000],
  // What a worker or a frame of another site receives.
  ['{"method":"Target.receivedMessageFromTarget"', 24_000_000],
  ['{"method":"Network.webSocketFrame', 16_000_000],
  ['{"method":"Network.eventSource', 16_000_000],
  ['{"method":"Fetch.', 16_000_000],
  // Console and log texts, of which the driver keeps hundreds.
  ['{"method":"Runtime.', SHORTEST_BOUND],
  ['{"method":"Log.', SHORTEST_BOUND],
  // An address may have 2 MB, and is in a message more than once.
  ['', 6_000_000],
] as const

/** Tabs and frames that open, close, navigate or show a dialog. */
const NEEDED = /^(Page\.|Target\.|Inspector\.|Runtime\.executionContext)/
/** Whom a message in a message is for, and how it begins. */
const NESTED =
  /^\{"method":"Target\.receivedMessageFromTarget","params":\{"sessionId":"(\w+)","message":"(.*)/s

interface MessageKind {
  /** Of the command that it answers; else it is an event. */
  readonly id?: number
  readonly method?: string
  readonly requestId?: string
}

export function limitOf(head: string): number {
  const limit = BOUNDS.find(([begin]) => head.startsWith(begin))?.[1] ?? 0
  const inner = readInner(head)
  // In another message each of its quotes takes a byte more.
  return inner === undefined ? limit : Math.min(limit, 2 * limitOf(inner.head))
}

export function kindOf(head: string): MessageKind {
  const inner = readInner(head)
  if (inner !== undefined) return kindOf(inner.head)
  const [, id] = /^\{"id":(\d+),/.exec(head) ?? []
  if (id !== undefined) return { id: Number(id) }
  const [, method = '', requestId] =
    /^\{"method":"([\w.]+)"(?:,"params":\{"requestId":"([\w.-]+)")?/.exec(head) ?? []
  return requestId === undefined ? { method } : { method, requestId }
}

/** Whether it is not known without this message which tabs are open, and where. */
export function isNeeded({ id, method = '' }: MessageKind): boolean {
  return id === undefined && (method === '' || NEEDED.test(method))
}

/** What comes instead. A message in a message is replaced inside of it. */
export function writeInstead(head: string, bytes: number): readonly object[] {
  const inner = readInner(head)
  if (inner !== undefined)
    return writeInstead(inner.head, bytes).map((each) => ({
      method: 'Target.receivedMessageFromTarget',
      params: { sessionId: inner.sessionId, message: JSON.stringify(each) },
    }))
  const { id, ...kind } = kindOf(head)
  const event = { method: DROPPED, params: { ...kind, bytes } }
  if (id === undefined) return [event]
  return [event, { id, error: { code: -32_000, message: `${bytes} bytes are too many` } }]
}

function readInner(
  head: string,
): { readonly sessionId: string; readonly head: string } | undefined {
  const [, sessionId, text] = NESTED.exec(head) ?? []
  if (sessionId === undefined || text === undefined) return undefined
  return { sessionId, head: text.replaceAll(/\\(.)/gs, '$1') }
}
