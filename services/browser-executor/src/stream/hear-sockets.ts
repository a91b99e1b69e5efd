import { createMissedSockets } from './missed-sockets.ts'
import type { TargetSession } from './target-session.ts'

/** A text frame of a web socket; others are binary and come in base64. */
const TEXT_OPCODE = 1
/** With its whole address, as Chromium reports it. */
const REQUEST_LINE = /^GET (\S+) /

export interface SocketListeners {
  /** Undefined: it is none of the contract's. */
  readonly matchSource: (url: string) => number | undefined
  /** What is read, by request: sockets are added and taken out. */
  readonly sources: Map<string, number>
  readonly tell: (requestId: string, body: string | Uint8Array) => void
}

export interface Sockets {
  /** False: it is not known whether this socket is one of the contract's. */
  readonly isKnown: (requestId: string) => boolean
}

/** Hears the web sockets of a target. */
export function hearSockets(
  session: TargetSession,
  { matchSource, sources, tell }: SocketListeners,
): Sockets {
  const sockets = new Map<string, string>()
  const read = (requestId: string, source: number | undefined): void => {
    if (source !== undefined) sources.set(requestId, source)
  }
  const onSocket = (requestId: string, url: string): void => {
    sockets.set(requestId, url)
    read(requestId, matchSource(url))
  }
  const missed = createMissedSockets(session, {
    known: () => [...sockets.values()],
    matchSource,
    open: (requestId, source) => {
      sockets.set(requestId, '')
      read(requestId, source)
    },
    tell,
  })
  session.on('Network.webSocketCreated', ({ requestId, url }) => onSocket(requestId, url))
  // Nothing comes over a socket before the handshake, which has its address too.
  session.on('Network.webSocketHandshakeResponseReceived', ({ requestId, response }) => {
    const address = REQUEST_LINE.exec(response.requestHeadersText ?? '')?.[1]
    if (address !== undefined && !sockets.has(requestId)) onSocket(requestId, address)
  })
  session.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
    const { opcode, payloadData } = response
    const body = opcode === TEXT_OPCODE ? payloadData : Buffer.from(payloadData, 'base64')
    if (sockets.has(requestId)) tell(requestId, body)
    else missed.take(requestId, body)
  })
  session.on('Network.webSocketClosed', ({ requestId }) => {
    sockets.delete(requestId)
    sources.delete(requestId)
  })
  return { isKnown: (requestId) => sockets.has(requestId) }
}
