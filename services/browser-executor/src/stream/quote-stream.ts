import type { CompiledContract, Frame, MappedFrame, Mapper } from '@surefoot/provider'
import { streamFirstPacket, streamQuotes, type Quote } from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import type { AccountId, Ports, QuoteStream } from '../ports.ts'
import { createFrameTracer } from './trace-frames.ts'

/** A message holds at most so many quotes: about 400 KB, under the megabyte that NATS carries. */
const MOST_QUOTES = 1000
/** The same fault is told again after so long. */
const FAULT_QUIET_MS = 60_000
/** Kinds of fault that are counted; past it the counting starts anew. */
const MOST_KINDS = 200

/** The place in a contract that a fault begins with: the values after it differ. */
const PLACE = /^stream\.map\[\d+\]\S*(?=: )/

type StreamPorts = Pick<Ports, 'bus' | 'clock'>

export interface StreamOrder {
  readonly id: AccountId
  readonly browserId: string
  readonly contract: CompiledContract
}

/** Maps what a page receives and tells it to the bus, a batch a frame. Slow listeners lose batches; the page never waits. */
export function createQuoteStream(ports: StreamPorts, order: StreamOrder): QuoteStream {
  const { contract } = order
  const tellFault = createFaultTeller(ports, order)
  const traceFrame = createFrameTracer(order.id)
  let mapper: Mapper = contract.createMapper()
  let isFresh = true
  let [firstPacketAt, lastPacketAt, quotesMapped]: [number | null, number | null, number] = [
    null,
    null,
    0,
  ]

  const onMapped = (mapped: MappedFrame, source: number, receivedAt: number): void => {
    for (const fault of mapped.faults) tellFault(fault)
    if (mapped.gap) tellFault('the sequence has a gap; nothing is quoted until the next snapshot')
    const reset = mapped.reset || isFresh
    if (!reset && mapped.quotes.length === 0 && mapped.deleted.length === 0) return
    isFresh = false
    publishBatches(ports, order, { ...mapped, reset, source, receivedAt })
    if (mapped.quotes.length === 0) return
    lastPacketAt = receivedAt
    quotesMapped += mapped.quotes.length
    if (firstPacketAt !== null) return
    firstPacketAt = receivedAt
    const { id, browserId } = order
    const providerId = contract.contract.id
    ports.bus.publish(streamFirstPacket, { ...id, browserId, providerId, receivedAt })
  }
  return {
    contract,
    counts: () => ({ firstPacketAt, lastPacketAt, quotesMapped }),
    onPageLoad: () => {
      mapper = contract.createMapper()
      isFresh = true
    },
    onUnread: (why) => {
      mapper = contract.createMapper()
      isFresh = false
      tellFault(`${why}; nothing is quoted until it comes again`)
      const receivedAt = Math.round(ports.clock.monotonicMs())
      publishBatches(ports, order, { reset: true, receivedAt, quotes: [], deleted: [] })
    },
    onFrame: (source: number, frame: Frame) =>
      traceFrame(() => {
        const begunAtMs = performance.now()
        const mapped = mapper.map(source, frame)
        const tookSeconds = (performance.now() - begunAtMs) / 1000
        METRICS.frameMap.record({ account: order.id.account }, tookSeconds)
        onMapped(mapped, source, Math.round(ports.clock.monotonicMs()))
      }),
  }
}

interface Change {
  readonly reset: boolean
  /** Left out: of all that the account shows. */
  readonly source?: number
  readonly receivedAt: number
  readonly quotes: readonly Quote[]
  readonly deleted: readonly string[]
}

/** One batch, or several where one would be too large; only the first resets. */
function publishBatches(
  { bus }: StreamPorts,
  { id, browserId, contract }: StreamOrder,
  change: Change,
): void {
  const { id: providerId, version: contractVersion, currency } = contract.contract
  const batches = Math.max(
    1,
    Math.ceil(Math.max(change.quotes.length, change.deleted.length) / MOST_QUOTES),
  )
  for (let index = 0; index < batches; index += 1) {
    const part = [index * MOST_QUOTES, (index + 1) * MOST_QUOTES] as const
    bus.publish(streamQuotes, {
      ...id,
      browserId,
      providerId,
      contractVersion,
      currency,
      receivedAt: change.receivedAt,
      ...(change.source === undefined ? {} : { source: change.source }),
      reset: change.reset && index === 0,
      quotes: change.quotes.slice(...part),
      deleted: change.deleted.slice(...part),
    })
  }
}

/** Tells drift to the system log, each kind at most once a minute. */
function createFaultTeller(
  { bus, clock }: StreamPorts,
  { id, contract }: StreamOrder,
): (fault: string) => void {
  const known = new Map<string, { count: number; toldAtMs: number }>()
  return (fault) => {
    if (known.size > MOST_KINDS) known.clear()
    const kind = PLACE.exec(fault)?.[0] ?? fault
    const seen = known.get(kind) ?? { count: 0, toldAtMs: -Infinity }
    known.set(kind, seen)
    seen.count += 1
    const nowMs = clock.monotonicMs()
    if (nowMs - seen.toldAtMs < FAULT_QUIET_MS) return
    seen.toldAtMs = nowMs
    const { name, id: providerId } = contract.contract
    bus.log({
      level: 'warn',
      code: 'STREAM_DRIFT',
      message: `The odds of ${name} do not fit its contract: ${fault}`.slice(0, 1000),
      ...id,
      details: { count: seen.count, providerId },
    })
  }
}
