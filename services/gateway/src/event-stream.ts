import { PassThrough, type Readable } from 'node:stream'
import type { EventFeed } from './event-feed.ts'
import type { FeedEvent } from './event-ring.ts'

export interface EventStream {
  readonly output: Readable
  readonly end: () => void
}

export interface EventStreamOptions {
  readonly feed: EventFeed
  readonly lastId: number | null
  /** Asked before each write: a session that is over hears nothing more. */
  readonly isAllowed: () => boolean
  readonly onEnded: () => void
}

const BEAT_EVERY_MS = 10_000
/** A reader so far behind is cut off; it comes back and is told what it missed, or that it is gone. */
const MOST_WAITING_BYTES = 1024 * 1024

/** One reader's server-sent events, until it leaves, falls behind or may not hear more. */
export function openEventStream(options: EventStreamOptions): EventStream {
  const output = new PassThrough()
  const write = (text: string): void => {
    if (output.writableEnded || output.destroyed) return
    if (!options.isAllowed()) output.end()
    else if (output.writableLength + output.readableLength > MOST_WAITING_BYTES) output.destroy()
    else output.write(text)
  }
  write(': hello\n\n')
  const stopListening = options.feed.listen(options.lastId, (event) =>
    write(writeEvent(options.feed.id, event)),
  )
  const beat = setInterval(() => write(': beat\n\n'), BEAT_EVERY_MS)
  output.once('close', () => {
    clearInterval(beat)
    stopListening()
    options.onEnded()
  })
  return { output, end: () => output.end() }
}

/** JSON has no line breaks, so one `data` line holds it. */
function writeEvent(feedId: string, { id, name, data }: FeedEvent): string {
  return `id: ${id}-${feedId}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
