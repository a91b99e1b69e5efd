import type { FastifyInstance } from 'fastify'
import type { WebSocket } from '@fastify/websocket'
import type { Board, BoardChange } from '../market/board.ts'
import { writeEvents, writeUpdate } from './wire.ts'

/** A reader that is so far behind is cut off: it comes back to a fresh snapshot. */
const MOST_UNSENT_BYTES = 1_000_000

/**
 * The WebSocket `/stream`. One sequence for the house: each message that is broadcast takes the next number, and the
 * snapshot that a new reader gets carries the number it is up to date with.
 */
export function serveStream(server: FastifyInstance, board: Board): void {
  const readers = new Set<WebSocket>()
  let sequence = 1

  const send = (reader: WebSocket, text: string) => {
    if (reader.bufferedAmount > MOST_UNSENT_BYTES) reader.terminate()
    else reader.send(text)
  }
  const snapshot = () =>
    JSON.stringify({ type: 'snapshot', seq: sequence, events: writeEvents(board) })
  const write = (change: BoardChange) => {
    if (change.kind === 'listed') return snapshot()
    return JSON.stringify(
      change.kind === 'priced'
        ? { type: 'update', seq: sequence, prices: change.offers.map(writeUpdate) }
        : { type: 'remove', seq: sequence, selections: change.selectionIds },
    )
  }
  const unsubscribe = board.subscribe((change) => {
    sequence += 1
    const text = write(change)
    for (const reader of readers) send(reader, text)
  })
  server.addHook('onClose', unsubscribe)

  server.get('/stream', { websocket: true }, (reader) => {
    readers.add(reader)
    reader.on('close', () => readers.delete(reader))
    reader.on('error', () => reader.terminate())
    send(reader, snapshot())
  })
}
