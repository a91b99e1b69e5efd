/**
 * Bounds the messages of Chromium's control pipe, each of which ends with a zero byte. What a page sends, logs, is named or
 * answers comes through it whole: one frame of a web socket of 560 MB ended the process that read it.
 *
 * B1. Of a message over its bound no more than the bound is ever held.
 * B2. Instead of it comes a short one: an error, where it answers a command, and that something was dropped, and what it was.
 * B3. What a message is, is read from its first bytes, which no page writes.
 * B4. Without some messages it is not known which tabs are open, and where: after such a one nothing is passed on any more.
 */
import { isNeeded, kindOf, limitOf, SHORTEST_BOUND, writeInstead } from './message-kind.ts'

export interface MessageBound {
  /** What may go on of all that came with this chunk. */
  readonly take: (chunk: Buffer) => readonly Buffer[]
  /** A message was dropped that is needed (B4). */
  readonly hasEnded: () => boolean
}

/** Enough for a message in a message in a message. */
const HEAD_BYTES = 1000
const TAIL_BYTES = 100
const END = Buffer.from([0])

interface Dropping {
  readonly head: string
  tail: Buffer
}

export function createMessageBound(): MessageBound {
  let kept: Buffer[] = []
  let [size, limit] = [0, Infinity]
  let dropping: Dropping | undefined
  let hasEnded = false
  const takePart = (part: Buffer): void => {
    size += part.byteLength
    if (dropping !== undefined) {
      dropping.tail = lastOf([dropping.tail, part])
      return
    }
    kept.push(part)
    if (limit === Infinity && size >= HEAD_BYTES) limit = limitOf(firstOf(kept))
    if (size <= limit) return
    dropping = { head: firstOf(kept), tail: lastOf(kept) }
    kept = []
  }
  const end = (): Buffer[] => {
    const message = dropping === undefined ? [...kept, END] : replace(dropping, size)
    hasEnded = dropping !== undefined && isNeeded(kindOf(dropping.head))
    ;[kept, size, limit, dropping] = [[], 0, Infinity, undefined]
    return message
  }
  return {
    hasEnded: () => hasEnded,
    take: (chunk) => {
      // What comes most often, on the way of each click: whole messages that no bound is for. They go on in one piece.
      if (size === 0 && !hasEnded && chunk.at(-1) === 0 && chunk.byteLength <= SHORTEST_BOUND)
        return [chunk]
      const passed: Buffer[] = []
      for (const part of partsOf(chunk)) {
        if (hasEnded) break
        takePart(part.bytes)
        if (part.isLast) passed.push(...end())
      }
      return passed
    },
  }
}

/** The parts of messages in a chunk: each ends its message, but what comes after the last zero byte. */
function* partsOf(chunk: Buffer): Generator<{ readonly bytes: Buffer; readonly isLast: boolean }> {
  let start = 0
  for (let stop = chunk.indexOf(0); stop !== -1; stop = chunk.indexOf(0, start)) {
    yield { bytes: chunk.subarray(start, stop), isLast: true }
    start = stop + 1
  }
  if (start < chunk.byteLength) yield { bytes: chunk.subarray(start), isLast: false }
}

function firstOf(parts: readonly Buffer[]): string {
  let text = ''
  for (const part of parts) {
    if (text.length >= HEAD_BYTES) break
    text += part.subarray(0, HEAD_BYTES).toString('latin1')
  }
  return text.slice(0, HEAD_BYTES)
}

function lastOf(parts: readonly Buffer[]): Buffer {
  let last = Buffer.alloc(0)
  for (const part of parts.toReversed()) {
    last = Buffer.concat([part.subarray(-TAIL_BYTES), last])
    if (last.byteLength >= TAIL_BYTES) break
  }
  return Buffer.from(last.subarray(-TAIL_BYTES))
}

function replace({ head, tail }: Dropping, bytes: number): Buffer[] {
  // The session is the last thing of a message that has one.
  const [, sessionId] = /"sessionId":"(\w+)"\}$/.exec(tail.toString('latin1')) ?? []
  return writeInstead(head, bytes).flatMap((each) => [
    Buffer.from(JSON.stringify({ ...each, sessionId })),
    END,
  ])
}
