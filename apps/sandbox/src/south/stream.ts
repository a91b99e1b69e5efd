import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Board, BoardChange } from '../market/board.ts'
import { writeNames, writePrices } from './wire.ts'

const COMMENT_MS = 5000
/** A reader that is so far behind is cut off: it comes back to a fresh list. */
const MOST_UNSENT_BYTES = 1_000_000

/** The server-sent events at `/live`: names once and at each new event, then prices that changed. */
export function serveStream(server: FastifyInstance, board: Board): void {
  const readers = new Set<ServerResponse>()

  const send = (reader: ServerResponse, text: string) => {
    if (reader.writableLength > MOST_UNSENT_BYTES) reader.destroy()
    else reader.write(text)
  }
  const broadcast = (text: string) => {
    for (const reader of readers) send(reader, text)
  }
  const unsubscribe = board.subscribe((change) => broadcast(write(change, board)))
  const comments = setInterval(() => broadcast(': still here\n\n'), COMMENT_MS)
  server.addHook('onClose', () => {
    unsubscribe()
    clearInterval(comments)
  })

  server.get('/live', (_request, reply) => {
    reply.hijack()
    const reader = reply.raw
    reader.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    send(reader, writeAll(board))
    readers.add(reader)
    reader.on('close', () => readers.delete(reader))
  })
}

function write(change: BoardChange, board: Board): string {
  if (change.kind === 'listed') return writeAll(board)
  if (change.kind === 'priced') return writeEvent('px', writePrices(change.offers))
  return writeEvent('gone', { o: change.selectionIds })
}

const writeAll = (board: Board) =>
  writeEvent('names', writeNames(board)) + writeEvent('px', writePrices(board.offers()))

const writeEvent = (name: string, content: object) =>
  `event: ${name}\ndata: ${JSON.stringify(content)}\n\n`
