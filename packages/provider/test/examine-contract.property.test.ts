import { assert, constantFrom, integer, property, tuple } from 'fast-check'
import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compileContract, examineContract } from '../src/index.ts'
import { badContracts } from './bad-contracts/index.ts'
import { gatedDocument } from './gated-contract.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const RUNS = 2000
const SLOWEST_MS = 50

const good = [nestedDocument, keyedDocument, gatedDocument]
const documents: readonly unknown[] = [
  ...Array.from({ length: 40 }, () => good).flat(),
  ...badContracts.map(([, document]) => document),
]

const bomb = (pack: (text: string) => Buffer) => pack(' '.repeat(900_000)).toString('base64')
const words = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`w${at}`, at % 2 === 0 ? 'x' : null]),
  )

/** What a hand or another program leaves in a document. */
const replacements: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1e308,
  '',
  '*',
  '/',
  '/~',
  '//',
  '/a/b/c/d',
  '@key',
  '__proto__',
  '2026-11-24T16:00:00Z',
  'minor',
  'fractional',
  'gzip',
  'provider-contract/2',
  'XTS',
  ':not('.repeat(60),
  '['.repeat(300),
  '*a'.repeat(150),
  '('.repeat(150) + ')'.repeat(150),
  '{'.repeat(300),
  `/${'*'.repeat(299)}`,
  '\u0000\ud800',
  'x'.repeat(100_000),
  `{"a":${'['.repeat(50_000)}`,
  bomb(gzipSync),
  bomb(deflateSync),
  [],
  {},
  words(10_000),
  Array.from({ length: 6 }, () => ({ at: '/a' })),
  Array.from({ length: 400 }, () => ({ css: 'a' })),
  { at: '', scale: 'minor', format: 'shown', zone: 'Nowhere/Here', between: {} },
]

interface Place {
  readonly holder: object
  readonly key: string
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const places: Place[] = []
  for (const [key, part] of Object.entries(value)) {
    places.push({ holder: value, key })
    for (const place of placesOf(part)) places.push(place)
  }
  return places
}

/** One change of a document: a part replaced, left out, given twice, or moved to where another one is. */
function mutate(document: unknown, at: number, kind: string, other: number): void {
  const places = placesOf(document)
  const [place, second] = [places[at % places.length], places[other % places.length]]
  if (place === undefined || second === undefined) return
  const { holder, key } = place
  const part: unknown = Reflect.get(holder, key)
  if (kind === 'twice' && Array.isArray(part)) part.push(...structuredClone(part))
  else if (kind === 'move')
    Reflect.set(holder, key, structuredClone(Reflect.get(second.holder, second.key)))
  else Reflect.set(holder, key, replacements[other % replacements.length])
}

const change = tuple(
  integer({ min: 0, max: 5000 }),
  constantFrom('replace', 'replace', 'move', 'twice'),
  integer({ min: 0, max: 5000 }),
)

/** Processor time, so that a machine that does other work is not counted; the least of some runs. */
function leastMs(run: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 4 && least > SLOWEST_MS; tries += 1) {
    const before = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** What an import accepts compiles as well. */
function mapsAfterwards(contract: ReturnType<typeof examineContract>['contract']): boolean {
  if (contract === undefined) throw new Error('a document without faults is no contract')
  return compileContract(contract).createMapper().map(0, { body: '{}' }).quotes.length === 0
}

test('whatever is changed in a contract, its import ends within 50 ms with a contract or with faults', () => {
  const seen = { good: 0, bad: 0 }
  assert(
    property(
      integer({ min: 0, max: documents.length - 1 }),
      change,
      change,
      integer({ min: 1, max: 2 }),
      (which, one, two, count) => {
        const document = structuredClone(documents[which])
        for (const [at, kind, other] of [one, two].slice(0, count))
          mutate(document, at, kind, other)
        const spent = leastMs(() => examineContract(document))
        expect(spent).toBeLessThan(SLOWEST_MS)
        const { contract, faults } = examineContract(document)
        if (faults.length > 0) seen.bad += 1
        else seen.good += Number(mapsAfterwards(contract))
      },
    ),
    { numRuns: RUNS, seed: 49 },
  )
  expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(30)
})

const packed = { ...nestedDocument.stream.sources[0], decoders: ['gzip', 'json'] }
const frame = { source: 0, body: bomb(gzipSync) }

test('recorded frames that unpack to far more than a document holds do not keep the ledger busy', () => {
  const document = {
    ...nestedDocument,
    stream: { ...nestedDocument.stream, sources: [{ ...packed, largestFrameBytes: 16_000_000 }] },
    fixtures: Array.from({ length: 20 }, (_, at) => ({
      title: `bomb ${at}`,
      frames: Array.from({ length: 20 }, () => frame),
      quotes: nestedDocument.fixtures[0]?.quotes,
    })),
  }
  expect(examineContract(document).faults).toContain(
    'fixtures: a recorded frame of source 0 may unpack to 10000 bytes, and all of them to 4000000: record fewer or smaller ones',
  )
  expect(leastMs(() => examineContract(document))).toBeLessThan(SLOWEST_MS)
})
