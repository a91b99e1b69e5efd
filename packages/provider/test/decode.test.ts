import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { StreamSource } from '../src/index.ts'
import { compileDecoders } from '../src/stream/decode.ts'

const decode = (
  decoders: StreamSource['decoders'],
  body: string | Uint8Array,
  largestFrameBytes = 10_000,
) =>
  compileDecoders(
    { kind: 'websocket', url: '/', decoders, longestSilenceMs: 1, largestFrameBytes },
    0,
  )('frame', body)

const messages = (...values: unknown[]) => ({
  ok: true,
  messages: values.map((value) => ({ event: 'frame', value })),
})

test('text, bytes, packed bytes and base64 give the same message', () => {
  const text = '{"a":"é"}'
  const expected = messages({ a: 'é' })
  expect(decode(['json'], text)).toEqual(expected)
  expect(decode(['text', 'json'], new TextEncoder().encode(text))).toEqual(expected)
  expect(decode(['gzip', 'json'], gzipSync(text))).toEqual(expected)
  expect(decode(['base64', 'deflate', 'json'], deflateSync(text).toString('base64'))).toEqual(
    expected,
  )
})

test('each line is a message; empty lines are none', () => {
  expect(decode(['json-lines'], '{"a":1}\n\n[2]\r\n')).toEqual(messages({ a: 1 }, [2]))
})

test('one line that is no JSON refuses the whole frame', () => {
  expect(decode(['json-lines'], '{"a":1}\n{')).toMatchObject({ ok: false })
})

test.each([
  ['42["px",{"a":1}]', [{ event: 'px', value: { a: 1 } }]],
  ['42/odds,17["px",{"a":1}]', [{ event: 'px', value: { a: 1 } }]],
  ['42["hello"]', [{ event: 'hello', value: undefined }]],
  ['42[1,2]', []],
  ['2', []],
  ['40{"sid":"x"}', []],
  ['430[{"a":1}]', []],
])('the socket.io packet %s holds %j', (packet, expected) => {
  expect(decode(['socketio'], packet)).toEqual({ ok: true, messages: expected })
})

test('a small frame that unpacks to more than the largest frame is refused', () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000))
  expect(bomb.length).toBeLessThan(10_000)
  expect(decode(['gzip', 'json'], bomb)).toEqual({
    ok: false,
    fault: 'source 0: a frame cannot be decoded (gzip, json)',
  })
})

test('bytes that are not what they should be are refused', () => {
  expect(decode(['gzip', 'json'], 'plain text')).toMatchObject({ ok: false })
  expect(decode(['base64', 'json'], '%%%')).toMatchObject({ ok: false })
})
