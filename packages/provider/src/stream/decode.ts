import { gunzipSync, inflateSync } from 'node:zlib'
import type { Decoder, StreamSource } from '../contract/stream.ts'
import { readJson } from '../json/parse.ts'
import type { Message } from './map-rule.ts'

export type FrameBody = string | Uint8Array
type Decoded =
  | { readonly ok: true; readonly messages: readonly Message[] }
  | { readonly ok: false; readonly fault: string }

type ByteStep = (body: FrameBody, largest: number) => FrameBody
type MessageStep = (text: string, event: string | undefined) => Message[]

const utf8 = new TextDecoder()

function toText(body: FrameBody): string {
  return typeof body === 'string' ? body : utf8.decode(body)
}

function toBytes(body: FrameBody): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'latin1') : body
}

const byteSteps = new Map<Decoder, ByteStep>([
  ['text', toText],
  ['base64', (body) => Buffer.from(toText(body), 'base64')],
  ['gzip', (body, largest) => gunzipSync(toBytes(body), { maxOutputLength: largest })],
  ['deflate', (body, largest) => inflateSync(toBytes(body), { maxOutputLength: largest })],
])

function readMessage(text: string, event: string | undefined): Message[] {
  return [{ event, value: readJson(text) }]
}

function readJsonLines(text: string, event: string | undefined): Message[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : readMessage(line, event)))
}

/** An engine.io packet 4 with a socket.io packet 2, an optional namespace and acknowledgement id, then the list. */
const SOCKETIO_EVENT = /^42(?:\/[^,]{0,100},)?\d{0,9}(?=\[)/

/** Pings, connections and acknowledgements are no messages. */
function readSocketIo(text: string): Message[] {
  const head = SOCKETIO_EVENT.exec(text)
  if (head === null) return []
  const packet = readJson(text.slice(head[0].length))
  if (!Array.isArray(packet)) return []
  const [name, value]: readonly unknown[] = packet
  return typeof name === 'string' ? [{ event: name, value }] : []
}

const messageSteps = new Map<Decoder, MessageStep>([
  ['json', readMessage],
  ['json-lines', readJsonLines],
  ['socketio', readSocketIo],
])

export function givesMessages(decoder: Decoder | undefined): boolean {
  return decoder !== undefined && messageSteps.has(decoder)
}

function sizeOf(body: FrameBody): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}

/** Turns a frame of a source into its messages, all or none. Never throws; never unpacks beyond the largest frame. */
export function compileDecoders(
  source: StreamSource,
  index: number,
): (event: string | undefined, body: FrameBody) => Decoded {
  const { decoders, largestFrameBytes } = source
  const steps = decoders.slice(0, -1).flatMap((decoder) => byteSteps.get(decoder) ?? [])
  const readMessages = messageSteps.get(decoders.at(-1) ?? 'text')
  const fault = (what: string): Decoded => ({ ok: false, fault: `source ${index}: ${what}` })
  if (readMessages === undefined) return () => fault('its last decoder gives no messages')
  return (event, body) => {
    const size = sizeOf(body)
    if (size > largestFrameBytes)
      return fault(`a frame of ${size} bytes is larger than ${largestFrameBytes}`)
    try {
      const unpacked = steps.reduce((packed, step) => step(packed, largestFrameBytes), body)
      return { ok: true, messages: readMessages(toText(unpacked), event) }
    } catch {
      return fault(`a frame cannot be decoded (${decoders.join(', ')})`)
    }
  }
}
