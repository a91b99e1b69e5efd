import type { Answer, CompiledContract } from '@surefoot/provider'
import type { CDPSession } from 'playwright-core'

/** What came over the web socket about one selection. */
export interface GateWord {
  readonly answer: Answer
  readonly raw: string
}

/** Hears the web socket that a page bets over. */
export interface GateSocket {
  /** From the next page load on. */
  readonly watch: (contract: CompiledContract) => void
  /** Hear what is said about bets on a selection until stopped. */
  readonly onWord: (selectionId: string, listener: (word: GateWord) => void) => () => void
}

const TEXT_OPCODE = 1

/** The session's Network domain must be on. */
export function openGateSocket(session: CDPSession): GateSocket {
  let gate: CompiledContract['gate']
  const sockets = new Set<string>()
  const listeners = new Set<(text: string) => void>()
  session.on('Network.webSocketCreated', ({ requestId, url }) => {
    if (gate?.isSocket(url)) sockets.add(requestId)
  })
  session.on('Network.webSocketClosed', ({ requestId }) => void sockets.delete(requestId))
  session.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
    if (!sockets.has(requestId) || response.opcode !== TEXT_OPCODE) return
    for (const tell of listeners) tell(response.payloadData)
  })
  return {
    watch: (contract) => {
      ;({ gate } = contract)
      sockets.clear()
    },
    onWord: (selectionId, listener) => {
      const tell = (raw: string): void => {
        const answer = gate?.readFrame(raw, selectionId)
        if (answer) listener({ answer, raw })
      }
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
  }
}
