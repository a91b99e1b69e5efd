/**
 * What mapping costs beside parsing: a frame of 800 prices is mapped whole, and the same text given to JSON.parse, in
 * one run. The map's own cost is the difference. Run: node bench/map-frame.ts
 */
import { compileContract } from '../src/index.ts'
import { contractOf } from '../test/contract-of.ts'
import { nestedDocument } from '../test/nested-contract.ts'

const PRICES = 800
const BATCHES = 12
const RUNS = 200

const [source] = nestedDocument.stream.sources
/** Without numbers the same frame may come again. */
const unnumbered = {
  ...nestedDocument,
  stream: { ...nestedDocument.stream, sources: [{ ...source, sequence: undefined }] },
}

const selection = (at: number, id: string) => ({
  id,
  side: at % 2 === 0 ? 'home' : 'away',
  price: (1.5 + (at % 300) / 100).toFixed(2),
  limit: '250.00',
  open: at % 7 !== 0,
})
const idOf = (at: number) => String(7_400_000 + at)

function snapshotFrame(): string {
  const events = Array.from({ length: PRICES / 2 }, (_, at) => ({
    id: `event-${at}`,
    home: `Home ${at}`,
    away: `Away ${at}`,
    start: '2026-11-24T16:00:00Z',
    sport: 'tennis',
    markets: [
      {
        kind: 'winner',
        line: null,
        selections: [selection(0, idOf(at * 2)), selection(1, idOf(at * 2 + 1))],
      },
    ],
  }))
  return JSON.stringify({ type: 'snapshot', seq: 1, events })
}

const updateFrame = () =>
  JSON.stringify({
    type: 'update',
    seq: 2,
    prices: Array.from({ length: PRICES }, (_, at) => ({
      ...selection(at, idOf(at)),
      at: 1_795_536_000_000,
    })),
  })

/** Processor time of one run, so that a busy machine counts little: the best of some batches. */
function leastCpuMs(run: () => void): number {
  const batches = Array.from({ length: BATCHES }, () => {
    const before = process.cpuUsage()
    for (let at = 0; at < RUNS; at += 1) run()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / RUNS
  })
  return Math.min(...batches)
}

function measure(title: string, body: string): void {
  const mapper = compileContract(contractOf(unnumbered)).createMapper()
  mapper.map(0, { body: snapshotFrame() })
  const parseMs = leastCpuMs(() => JSON.parse(body))
  const wholeMs = leastCpuMs(() => mapper.map(0, { body }))
  const { quotes } = mapper.map(0, { body })
  const ownMs = wholeMs - parseMs
  console.log(
    `${title}: ${(body.length / 1000).toFixed(0)} KB, ${quotes.length} quotes; JSON.parse ${parseMs.toFixed(2)} ms, ` +
      `mapping ${ownMs.toFixed(2)} ms beside it: ${(ownMs / parseMs).toFixed(2)} × JSON.parse`,
  )
}

measure('update', updateFrame())
measure('snapshot', snapshotFrame())
