import type { CompiledContract, StreamSource } from '@surefoot/provider'
import type { CDPSession } from 'playwright-core'
import type { FrameSink } from '../ports.ts'
import { hearSockets } from './hear-sockets.ts'
import { openPollOrder } from './poll-order.ts'
import { openTargets, type TargetSession } from './target-session.ts'
import { openUnread } from './unread.ts'

/** What Chromium may keep of answers until they are read, in bytes. */
const BUFFER = { maxTotalBufferSize: 32_000_000, maxResourceBufferSize: 16_000_000 }

/** Hears what one page receives. */
export interface Capture {
  /** From now on, hand the frames of the contract's sources to the sink. */
  readonly watch: (contract: CompiledContract, sink: FrameSink) => void
}

/** What is listened for now: all targets of a page read it. */
interface Watching {
  watched: { readonly contract: CompiledContract; readonly sink: FrameSink } | undefined
  pageLoads: number
  /** Answers are read one after another, in the order in which they came. */
  answers: Promise<void>
  /** Forgets what each target has open. */
  readonly clears: Set<() => void>
}

/**
 * Hears a page's web sockets, event streams and answers, through the page's own connection: it sees what the page sees
 * and costs the provider nothing. Its workers, its shared workers and its frames of another site are heard like itself.
 */
export async function openCapture(session: CDPSession, mainFrameId: string): Promise<Capture> {
  const watching: Watching = {
    watched: undefined,
    pageLoads: 0,
    answers: Promise.resolve(),
    clears: new Set(),
  }
  const clear = (): void => watching.clears.forEach((each) => each())
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== mainFrameId) return
    clear()
    watching.pageLoads += 1
    watching.watched?.sink.onPageLoad()
  })
  await session.send('Page.enable')
  await hearTarget(session, watching)
  await session.send('Network.setBypassServiceWorker', { bypass: true })
  await openTargets(session, async (target, kind) => {
    const leave = await hearTarget(target, watching)
    if (kind === 'iframe') await target.send('Network.setBypassServiceWorker', { bypass: true })
    return leave
  })
  return {
    watch: (contract, sink) => {
      clear()
      watching.watched = { contract, sink }
    },
  }
}

/** Answers how to stop: what the target had open is forgotten. */
async function hearTarget(session: TargetSession, watching: Watching): Promise<() => void> {
  const sources = new Map<string, number>()
  const order = openPollOrder(session)
  const clear = (): void => {
    sources.clear()
    order.clear()
  }
  watching.clears.add(clear)
  const open = (kind: StreamSource['kind'], requestId: string, url: string): void => {
    const source = watching.watched?.contract.matchSource(kind, url)
    if (source !== undefined) sources.set(requestId, source)
  }
  const tell = (requestId: string, body: string | Uint8Array, event?: string): void => {
    const source = sources.get(requestId)
    if (source !== undefined) watching.watched?.sink.onFrame(source, { event, body })
  }
  const { isKnown } = hearSockets(session, {
    matchSource: (url) => watching.watched?.contract.matchSource('websocket', url),
    sources,
    tell,
  })
  const unread = openUnread(session, {
    isSource: (requestId) => sources.has(requestId),
    mayBeSource: (requestId, isSocket) =>
      sources.has(requestId) || (isSocket && !isKnown(requestId)),
    onUnread: (why) => watching.watched?.sink.onUnread(why),
    longestAnswer: BUFFER.maxResourceBufferSize,
  })
  session.on('Network.responseReceived', ({ requestId, response, type }) =>
    open(type === 'EventSource' ? 'sse' : 'http', requestId, response.url),
  )
  session.on('Network.eventSourceMessageReceived', ({ requestId, eventName, data }) =>
    tell(requestId, data, eventName),
  )
  session.on('Network.loadingFailed', ({ requestId }) => void sources.delete(requestId))
  session.on('Network.loadingFinished', ({ requestId }) => {
    const source = sources.get(requestId)
    const mayRead = order.end(requestId, source ?? 0)
    const tooLong = unread.endAnswer(requestId)
    if (!sources.delete(requestId) || source === undefined) return
    const { pageLoads, watched } = watching
    const read = async (): Promise<void> => {
      unread.takeDropped()
      const body =
        tooLong === undefined ? await readBody(session, requestId).catch(() => null) : null
      if (pageLoads !== watching.pageLoads) return
      // An answer that Chromium has let go of is one frame lost; the sequence shows it.
      const why = tooLong ?? (body === null ? unread.takeDropped() : undefined)
      if (why !== undefined) watched?.sink.onUnread(why)
      else if (body !== null && mayRead()) watched?.sink.onFrame(source, { body })
    }
    watching.answers = watching.answers.then(read).catch(() => undefined)
  })
  await session.send('Network.enable', BUFFER)
  return () => void watching.clears.delete(clear)
}

async function readBody(session: TargetSession, requestId: string): Promise<string | Uint8Array> {
  const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId })
  return base64Encoded ? Buffer.from(body, 'base64') : body
}
