import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  streamFirstPacket,
  streamQuotes,
  systemLog,
  type QuotesBatch,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { startNats, type TestServer } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from '../../src/edge.ts'
import type { QuoteStream } from '../../src/ports.ts'
import { createQuoteStream } from '../../src/stream/quote-stream.ts'
import { SLOW } from '../support/account.ts'
import { readSandboxContract } from '../support/sandbox-contract.ts'

let nats: TestServer
let bus: Bus
let stream: QuoteStream
let monotonicMs = 1000
const batches: QuotesBatch[] = []
const log: SystemLogEntry[] = []
const firsts: unknown[] = []

beforeAll(async () => {
  nats = await startNats()
  bus = await openBus({ url: nats.url, service: 'test', logger: createLogger('test', 'silent') })
  await bus.subscribe(streamQuotes, (batch) => void batches.push(batch))
  await bus.subscribe(streamFirstPacket, (first) => void firsts.push(first))
  await bus.subscribe(systemLog, (entry) => void log.push(entry))
})
afterAll(async () => {
  await bus[Symbol.asyncDispose]()
  await nats[Symbol.asyncDispose]()
})
beforeEach(async () => {
  for (const list of [batches, log, firsts]) list.length = 0
  const contract = await readSandboxContract('north', 'http://127.0.0.1:7301')
  const id = { deskId: 'main', account: 'A' } as const
  const clock = { ...systemClock, monotonicMs: () => monotonicMs }
  stream = createQuoteStream({ bus, clock }, { id, browserId: randomUUID(), contract })
})

const selection = (id: number, side: string) => ({
  id: `${id}-${side}`,
  side,
  price: '2.10',
  limit: '250.00',
  open: true,
})
const snapshot = (events: number, seq = 1) =>
  JSON.stringify({
    type: 'snapshot',
    seq,
    events: Array.from({ length: events }, (_, id) => ({
      id: `${id}`,
      sport: 'tennis',
      league: 'ATP Vienna',
      start: '2026-11-24T16:00:00.000Z',
      home: `Home ${id}`,
      away: `Away ${id}`,
      markets: [
        {
          id: `m${id}`,
          kind: 'match-winner',
          line: null,
          selections: [selection(id, 'home'), selection(id, 'away')],
        },
      ],
    })),
  })
const price = (seq: number) =>
  JSON.stringify({
    type: 'update',
    seq,
    prices: [{ selection: '0-home', price: '2.20', limit: '250.00', open: true }],
  })

it('the first frame that maps is told once, and every frame is a batch', async () => {
  stream.onFrame(0, { body: snapshot(1) })
  stream.onFrame(0, { body: price(2) })
  await vi.waitFor(() => expect(batches).toHaveLength(2), SLOW)
  expect(batches.map(({ reset, quotes }) => [reset, quotes.length])).toEqual([
    [true, 2],
    [false, 1],
  ])
  expect(firsts).toHaveLength(1)
  expect(stream.counts()).toEqual({ firstPacketAt: 1000, lastPacketAt: 1000, quotesMapped: 3 })
})

it('a frame too large for one message is told in parts, of which the first resets', async () => {
  stream.onFrame(0, { body: snapshot(1250) })
  await vi.waitFor(() => expect(batches).toHaveLength(3), SLOW)
  expect(batches.map(({ reset, quotes }) => [reset, quotes.length])).toEqual([
    [true, 1000],
    [false, 1000],
    [false, 500],
  ])
})

it('after a gap all is forgotten until the next snapshot', async () => {
  stream.onFrame(0, { body: snapshot(1) })
  stream.onFrame(0, { body: price(3) })
  stream.onFrame(0, { body: price(4) })
  stream.onFrame(0, { body: snapshot(1, 5) })
  await vi.waitFor(() => expect(batches.at(-1)?.quotes).toHaveLength(2), SLOW)
  expect(batches.map(({ reset, quotes }) => [reset, quotes.length])).toEqual([
    [true, 2],
    [true, 0],
    [true, 2],
  ])
})

it('after odds that could not be read nothing is quoted until a snapshot, and the reason is logged', async () => {
  stream.onFrame(0, { body: snapshot(1) })
  stream.onUnread('a message of 560 bytes is too long to be read')
  stream.onFrame(0, { body: price(3) })
  stream.onFrame(0, { body: snapshot(1, 4) })
  await vi.waitFor(() => expect(batches.at(-1)?.quotes).toHaveLength(2), SLOW)
  expect(batches.map(({ reset, quotes }) => [reset, quotes.length])).toEqual([
    [true, 2],
    [true, 0],
    [true, 2],
  ])
  await vi.waitFor(
    () =>
      expect(log.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('560 bytes is too long'),
      ),
    SLOW,
  )
})

it('a page that is loaded anew begins with nothing', async () => {
  stream.onFrame(0, { body: snapshot(1) })
  stream.onPageLoad()
  stream.onFrame(0, { body: price(2) })
  await vi.waitFor(() => expect(batches).toHaveLength(2), SLOW)
  expect(batches[1]).toMatchObject({ reset: true, quotes: [] })
})

it('drift is told to the system log, each kind once a minute', async () => {
  for (let frames = 0; frames < 5; frames += 1) stream.onFrame(0, { body: 'no JSON' })
  monotonicMs += 61_000
  stream.onFrame(0, { body: 'no JSON' })
  await vi.waitFor(() => expect(log).toHaveLength(2), SLOW)
  expect(log.map(({ code, details }) => [code, details?.['count']])).toEqual([
    ['STREAM_DRIFT', 1],
    ['STREAM_DRIFT', 6],
  ])
})
