import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Of RFC 6455. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 0x81
const CLOSE = 0x88

export interface TestSocket {
  readonly send: (text: string) => void
  readonly close: () => void
}

/** The provider's end of a web socket: text messages of any length, of which short ones are read. */
export function acceptSocket(
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string, own: TestSocket) => void,
  onOpen: (own: TestSocket) => void = () => undefined,
): void {
  const key = `${request.headers['sec-websocket-key'] ?? ''}${GUID}`
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const own: TestSocket = {
    send: (text) => {
      const payload = Buffer.from(text)
      socket.write(Buffer.concat([Buffer.from([TEXT]), lengthOf(payload), payload]))
    },
    close: () => socket.destroy(),
  }
  onOpen(own)
  let unread = Buffer.alloc(0)
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    for (let frame = readFrame(unread); frame; frame = readFrame(unread)) {
      unread = unread.subarray(frame.size)
      if (frame.kind === TEXT) onText(frame.text, own)
      if (frame.kind === CLOSE) socket.end()
    }
  })
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 126) return Buffer.from([length])
  if (length < 65_536) return Buffer.from([126, length >> 8, length & 255])
  const bytes = Buffer.from([127, 0, 0, 0, 0, 0, 0, 0, 0])
  bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}

/** A whole masked frame of at most 64 KB; undefined while some of it is still to come. */
function readFrame(bytes: Buffer): { kind: number; text: string; size: number } | undefined {
  if (bytes.length < 2) return undefined
  const [kind = 0, second = 0] = bytes
  const isLong = (second & 127) === 126
  const start = isLong ? 8 : 6
  if (bytes.length < start) return undefined
  const length = isLong ? bytes.readUInt16BE(2) : second & 127
  if (bytes.length < start + length) return undefined
  const mask = bytes.subarray(start - 4, start)
  const payload = bytes
    .subarray(start, start + length)
    .map((byte, at) => byte ^ (mask[at % 4] ?? 0))
  return { kind, text: Buffer.from(payload).toString('utf8'), size: start + length }
}
