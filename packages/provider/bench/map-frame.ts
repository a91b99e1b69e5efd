/**
 * What mapping costs beside parsing. A frame of 800 prices, about 78 KB, is mapped whole, and the same text given
 * to JSON.parse, in turns of one run; the map's own cost is the difference. Run: node bench/map-frame.ts
 */
import { performance } from 'node:perf_hooks'
import { compileContract } from '../src/index.ts'
import { contractOf } from '../test/contract-of.ts'
import { nestedDocument } from '../test/nested-contract.ts'

const PRICES = 800
const ROUNDS = 2000
const WARM_UP_ROUNDS = 500

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

const updateFrame = (seq: number) =>
  JSON.stringify({
    type: 'update',
    seq,
    prices: Array.from({ length: PRICES }, (_, at) => ({
      ...selection(at, idOf(at)),
      at: 1_795_536_000_000,
    })),
  })

function medianMs(times: number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0
}

function timeMs(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** Parses and maps each frame in turn, so that both meet the same machine at the same time. */
function measure(title: string, frameOf: (round: number) => string, firstFrame: string): void {
  const mapper = compileContract(contractOf(nestedDocument)).createMapper()
  mapper.map(0, { body: firstFrame })
  const [parse, map]: [number[], number[]] = [[], []]
  let quotes = 0
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const body = frameOf(round)
    const parseMs = timeMs(() => JSON.parse(body))
    const mapMs = timeMs(() => (quotes = mapper.map(0, { body }).quotes.length))
    if (round < WARM_UP_ROUNDS) continue
    parse.push(parseMs)
    map.push(mapMs)
  }
  const [parseMs, wholeMs] = [medianMs(parse), medianMs(map)]
  const ownMs = wholeMs - parseMs
  console.log(
    `${title}: ${(frameOf(0).length / 1000).toFixed(0)} KB, ${quotes} quotes; JSON.parse ${parseMs.toFixed(3)} ms, ` +
      `map ${wholeMs.toFixed(3)} ms with its parse, ${ownMs.toFixed(3)} ms without: ${(ownMs / parseMs).toFixed(2)} × JSON.parse`,
  )
}

const snapshot = snapshotFrame()
measure('snapshot', () => snapshot, snapshot)
measure('update', (round) => updateFrame(round + 2), snapshot)
