import { expect } from 'vitest'
import { z } from 'zod'
import type { Sandbox } from '../../src/index.ts'
import { marketKind, side } from '../../src/market/match.ts'
import { eventually } from './eventually.ts'

const price = { price: z.string(), limit: z.string(), open: z.boolean() }
const northMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    seq: z.number(),
    events: z.array(
      z.object({
        id: z.string(),
        sport: z.string(),
        league: z.string(),
        start: z.iso.datetime(),
        home: z.string(),
        away: z.string(),
        markets: z.array(
          z.object({
            id: z.string(),
            kind: marketKind,
            line: z.string().nullable(),
            selections: z.array(
              z.object({
                id: z.string(),
                side: side,
                ...price,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  z.object({
    type: z.literal('update'),
    seq: z.number(),
    prices: z.array(z.object({ selection: z.string(), ...price })),
  }),
  z.object({ type: z.literal('remove'), seq: z.number(), selections: z.array(z.string()) }),
])
type NorthMessage = z.infer<typeof northMessage>

export interface NorthStream extends AsyncDisposable {
  readonly messages: readonly NorthMessage[]
  readonly prices: ReadonlyMap<string, { price: string; limit: string; open: boolean }>
}

/** Follows North's WebSocket as a client would; resolves once the snapshot is in. */
export async function followNorth({ north }: Sandbox): Promise<NorthStream> {
  const messages: NorthMessage[] = []
  const prices = new Map<string, { price: string; limit: string; open: boolean }>()
  const socket = new WebSocket(`${north.origin.replace('http', 'ws')}/stream`)
  socket.addEventListener('message', ({ data }) => {
    const message = northMessage.parse(JSON.parse(String(data)))
    messages.push(message)
    if (message.type === 'update')
      for (const each of message.prices) prices.set(each.selection, each)
    if (message.type === 'remove') for (const id of message.selections) prices.delete(id)
    if (message.type !== 'snapshot') return
    prices.clear()
    for (const { markets } of message.events) {
      for (const { selections } of markets) for (const each of selections) prices.set(each.id, each)
    }
  })
  await eventually(() => expect(messages).not.toHaveLength(0))
  return { messages, prices, [Symbol.asyncDispose]: async () => socket.close() }
}

const southNames = z.object({
  e: z.record(
    z.string(),
    z.tuple([z.string(), z.string(), z.number().int(), z.string(), z.string()]),
  ),
  m: z.record(
    z.string(),
    z.tuple([z.string(), z.enum(['ML', 'OU', 'AH', 'BTS', 'OE']), z.string().nullable()]),
  ),
  o: z.record(
    z.string(),
    z.tuple([z.string(), z.enum(['1', '2', 'O', 'U', 'Y', 'N', 'ODD', 'EVEN'])]),
  ),
})
const southPrices = z.object({
  p: z.record(z.string(), z.tuple([z.string(), z.string(), z.union([z.literal(0), z.literal(1)])])),
})
const southGone = z.object({ o: z.array(z.string()) })

export interface SouthStream extends AsyncDisposable {
  readonly events: readonly string[]
  readonly names: () => z.infer<typeof southNames>
  /** oid → fraction, largest stake, open */
  readonly prices: ReadonlyMap<string, readonly [string, string, 0 | 1]>
}

/** Follows South's server-sent events as a client would; resolves once names and prices are in. */
export async function followSouth({ south }: Sandbox): Promise<SouthStream> {
  const abort = new AbortController()
  const response = await fetch(`${south.origin}/live`, { signal: abort.signal })
  if (!response.body) throw new Error('South opened no stream.')
  const events: string[] = []
  const prices = new Map<string, readonly [string, string, 0 | 1]>()
  let names: z.infer<typeof southNames> | null = null

  const onEvent = (name: string, content: unknown) => {
    events.push(name)
    if (name === 'names') {
      names = southNames.parse(content)
      prices.clear()
    }
    if (name === 'px') {
      for (const [oid, each] of Object.entries(southPrices.parse(content).p)) prices.set(oid, each)
    }
    if (name === 'gone') for (const oid of southGone.parse(content).o) prices.delete(oid)
  }
  const reading = readEvents(response.body, onEvent).catch((fault: unknown) => {
    if (!abort.signal.aborted) throw fault
  })
  await eventually(() => expect(prices.size).toBeGreaterThan(0))
  return {
    events,
    names: () => names ?? southNames.parse(null),
    prices,
    [Symbol.asyncDispose]: async () => {
      abort.abort()
      await reading
    },
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (name: string, content: unknown) => void,
): Promise<void> {
  let unread = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    unread += text
    const blocks = unread.split('\n\n')
    unread = blocks.pop() ?? ''
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1]
      const content = /^data: (.*)$/m.exec(block)?.[1]
      if (name !== undefined && content !== undefined) onEvent(name, JSON.parse(content))
    }
  }
}
