import { z } from 'zod'
import { field } from './field.ts'
import { conditions, durationMs, path, pointer } from './scalars.ts'

export const decoder = z.enum([
  'text',
  'base64',
  'gzip',
  'deflate',
  'json',
  'json-lines',
  'socketio',
])
export type Decoder = z.infer<typeof decoder>

export const QUOTE_FIELDS = [
  'eventId',
  'home',
  'away',
  'start',
  'sport',
  'competition',
  'market',
  'line',
  'outcome',
  'odds',
  'maxStake',
  'suspended',
] as const
export type QuoteField = (typeof QUOTE_FIELDS)[number]

/**
 * How one kind of message changes one of three tables: `event`, `market`, `selection`. A selection's row, joined with
 * the rows that its `eventKey` and `marketKey` name, is a quote once no required field is missing. The selection's own
 * key is the quote's `selectionId`; `eventId` defaults to `eventKey`. Suspended is what any of the three rows suspends.
 */
const mapRule = z.strictObject({
  /** Of the message. All rules that a message meets apply, in their order. */
  when: conditions,
  /** For server-sent events and socket.io: the event's name. */
  event: z.string().max(60).optional(),
  /** `snapshot` forgets all tables first (once a frame), `update` merges rows, `delete` removes them and what hangs on them. */
  effect: z.enum(['snapshot', 'update', 'delete']),
  /** Lists or keyed objects to walk, each inside the element before. None: the message itself is the row. */
  each: z.array(pointer).max(3),
  /** Of the innermost element: others are passed over. */
  where: conditions.default([]),
  table: z.enum(['event', 'market', 'selection']),
  key: field,
  eventKey: field.optional(),
  marketKey: field.optional(),
  fields: z.partialRecord(z.enum(QUOTE_FIELDS), field),
})
export type MapRule = z.infer<typeof mapRule>

/** A number that grows by one with each message; a gap marks the book stale until the next snapshot. */
const sequence = z.strictObject({ at: pointer })

const streamSource = z.strictObject({
  kind: z.enum(['websocket', 'sse', 'http']),
  url: path,
  /** In order, from the frame to its messages. Only the last gives messages. */
  decoders: z.array(decoder).min(1).max(5),
  sequence: sequence.optional(),
  longestSilenceMs: durationMs,
  /** Of the frame as it comes, and again of what it unpacks to. */
  largestFrameBytes: z.number().int().positive().max(16_000_000),
})
export type StreamSource = z.infer<typeof streamSource>

export const stream = z.strictObject({
  sources: z.array(streamSource).min(1).max(4),
  map: z.array(mapRule).min(1).max(20),
})
