/**
 * Owns what a target received and cannot be read, because it is too long for us. What may be odds counts as odds: after it the
 * book is not known until they come again. Nothing else that is dropped is reported.
 *
 * 1. A frame that was dropped on the way counts at once, unless its socket is known to be none of the contract's.
 * 2. An answer counts once it has come: where it is too long, where it was dropped, and where the start of its request was,
 *    because its place among the others is then not known.
 */
import { z } from 'zod'
import { DROPPED } from '../chromium/message-kind.ts'
import type { TargetSession } from './target-session.ts'

export interface UnreadListeners {
  /** Whether a frame may be odds. */
  readonly mayBeSource: (requestId: string, isSocket: boolean) => boolean
  readonly isSource: (requestId: string) => boolean
  readonly onUnread: (why: string) => void
  /** The longest answer that Chromium keeps, in bytes. */
  readonly longestAnswer: number
}

export interface Unread {
  /** Why the answer to a request cannot be read; undefined: it may be. Asked once, when it has come. */
  readonly endAnswer: (requestId: string) => string | undefined
  /** Why one of the answers since the last time was dropped on its way to us. */
  readonly takeDropped: () => string | undefined
}

const SOCKET_FRAME = 'Network.webSocketFrameReceived'
const EVENT_MESSAGE = 'Network.eventSourceMessageReceived'
const FRAMES: ReadonlySet<string> = new Set([SOCKET_FRAME, EVENT_MESSAGE])

const dropped = z.object({
  /** Left out: it was the answer to a command. */
  method: z.string().optional(),
  requestId: z.string().optional(),
  bytes: z.number(),
})

const tooLong = (bytes: number): string => `a message of ${bytes} bytes is too long to be read`

export function openUnread(session: TargetSession, listeners: UnreadListeners): Unread {
  const { isSource, mayBeSource, onUnread, longestAnswer } = listeners
  const sizes = new Map<string, number>()
  const withoutStart = new Map<string, string>()
  let droppedAnswer: string | undefined
  session.on('event', ({ method, params }) => {
    const message = dropped.safeParse(method === DROPPED ? params : undefined)
    if (!message.success) return
    const { bytes, requestId, method: kind } = message.data
    const why = tooLong(bytes)
    if (kind === undefined) droppedAnswer = why
    else if (kind === 'Network.requestWillBeSent' && requestId !== undefined)
      withoutStart.set(requestId, why)
    else if (
      FRAMES.has(kind) &&
      (requestId === undefined || mayBeSource(requestId, kind === SOCKET_FRAME))
    )
      onUnread(why)
  })
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (isSource(requestId)) sizes.set(requestId, (sizes.get(requestId) ?? 0) + dataLength)
  })
  const forget = (requestId: string): void => {
    sizes.delete(requestId)
    withoutStart.delete(requestId)
  }
  session.on('Network.loadingFailed', ({ requestId }) => forget(requestId))
  return {
    endAnswer: (requestId) => {
      const size = sizes.get(requestId) ?? 0
      const why = size > longestAnswer ? tooLong(size) : withoutStart.get(requestId)
      forget(requestId)
      return why
    },
    takeDropped: () => {
      const why = droppedAnswer
      droppedAnswer = undefined
      return why
    },
  }
}
