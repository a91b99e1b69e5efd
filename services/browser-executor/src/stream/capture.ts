import type { CompiledContract, StreamSource } from '@surefoot/provider'
import type { CDPSession } from 'playwright-core'
import type { FrameSink } from '../ports.ts'
import { openPollOrder } from './poll-order.ts'

/** What Chromium may keep of answers until they are read, in bytes. */
const BUFFER = { maxTotalBufferSize: 32_000_000, maxResourceBufferSize: 16_000_000 }
/** A text frame of a web socket; others are binary and come in base64. */
const TEXT_OPCODE = 1

/** Hears what one page receives. */
export interface Capture {
  /** From now on, hand the frames of the contract's sources to the sink. */
  readonly watch: (contract: CompiledContract, sink: FrameSink) => void
}

/**
 * Hears a page's web sockets, event streams and answers, through the page's own connection: it sees what the page sees
 * and costs the provider nothing.
 */
export async function openCapture(session: CDPSession, mainFrameId: string): Promise<Capture> {
  let watched: { readonly contract: CompiledContract; readonly sink: FrameSink } | undefined
  const sources = new Map<string, number>()
  let pageLoads = 0
  let answers = Promise.resolve()
  const order = openPollOrder(session)
  const open = (kind: StreamSource['kind'], requestId: string, url: string): void => {
    const source = watched?.contract.matchSource(kind, url)
    if (source !== undefined) sources.set(requestId, source)
  }
  const tell = (requestId: string, body: string | Uint8Array, event?: string): void => {
    const source = sources.get(requestId)
    if (source !== undefined) watched?.sink.onFrame(source, { event, body })
  }
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== mainFrameId) return
    sources.clear()
    order.clear()
    pageLoads += 1
    watched?.sink.onPageLoad()
  })
  session.on('Network.webSocketCreated', ({ requestId, url }) => open('websocket', requestId, url))
  session.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
    const { opcode, payloadData } = response
    tell(requestId, opcode === TEXT_OPCODE ? payloadData : Buffer.from(payloadData, 'base64'))
  })
  session.on('Network.webSocketClosed', ({ requestId }) => void sources.delete(requestId))
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
    if (!sources.delete(requestId) || source === undefined) return
    const page = pageLoads
    answers = answers
      .then(() => readBody(session, requestId))
      .then((body) =>
        page === pageLoads && mayRead() ? watched?.sink.onFrame(source, { body }) : undefined,
      )
      // An answer that Chromium has let go of is one frame lost; the sequence shows it.
      .catch(() => undefined)
  })
  await session.send('Page.enable')
  await session.send('Network.enable', BUFFER)
  await session.send('Network.setBypassServiceWorker', { bypass: true })
  return {
    watch: (contract, sink) => {
      sources.clear()
      order.clear()
      watched = { contract, sink }
    },
  }
}

async function readBody(session: CDPSession, requestId: string): Promise<string | Uint8Array> {
  const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId })
  return base64Encoded ? Buffer.from(body, 'base64') : body
}
