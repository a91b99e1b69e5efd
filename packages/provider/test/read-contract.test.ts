import { anything, assert, jsonValue, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { contractJsonSchema, readContract, selfTest } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { gatedDocument } from './gated-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const faultsOf = (document: unknown) => {
  const read = readContract(document)
  return read.ok ? [] : read.faults
}
const { stream, place, receipt } = nestedDocument
const [first, ...others] = stream.map

const withRule = (part: object) => ({
  ...nestedDocument,
  stream: { ...stream, map: [{ ...first, ...part }, ...others] },
})
const withSource = (part: object) => ({
  ...nestedDocument,
  stream: { ...stream, sources: [{ ...stream.sources[0], ...part }] },
})
const withPlace = (part: object) => ({ ...nestedDocument, place: { ...place, ...part } })
const withReceipt = (part: object) => ({ ...nestedDocument, receipt: { ...receipt, ...part } })

test('a contract without faults is read', () => {
  expect(faultsOf(nestedDocument)).toEqual([])
  expect(faultsOf(keyedDocument)).toEqual([])
  expect(faultsOf(gatedDocument)).toEqual([])
})

test('every fault of the shape is named at once, with its place', () => {
  const document = {
    ...withSource({ kind: 'carrier pigeon' }),
    version: '3',
    currency: 'euro',
    script: 'alert(1)',
    balance: { at: '/b' },
  }
  expect(faultsOf(document)).toEqual([
    'version: must be of type number',
    'currency: must be a currency code of three capitals, such as EUR',
    'stream.sources[0].kind: must be "websocket" or "sse" or "http"',
    'balance.path: is missing',
    'the contract: has "script", which a contract does not know',
  ])
})

test.each([
  [
    'an origin with a path',
    { ...nestedDocument, origins: ['http://book.test', 'http://BOOK.test'] },
    'origins[1]: is not an origin as browsers write it: http://book.test',
  ],
  [
    'an origin named twice',
    { ...nestedDocument, origins: ['http://a.test', 'http://a.test'] },
    'origins[1]: stands twice',
  ],
  [
    'a smallest stake over the largest',
    { ...nestedDocument, stake: { step: '0.01', min: '9.00', max: '5.00' } },
    'stake.min: is larger than stake.max',
  ],
  [
    'a stake step of nothing',
    { ...nestedDocument, stake: { step: '0', min: '1', max: '5' } },
    'stake.step: must be more than nothing',
  ],
  [
    'a page on another site',
    withPlace({ steps: [{ do: 'goto', path: '//evil.test/' }, ...place.steps] }),
    'place.steps[0].path: must be a path on the provider, such as /bets?state=open',
  ],
  [
    'a page that is a pattern',
    withPlace({ steps: [{ do: 'goto', path: '/*' }, ...place.steps] }),
    'place.steps[0].path: is opened, and cannot have "*"',
  ],
  [
    'a step that clicks the commit',
    withPlace({ steps: [...place.steps, { do: 'click', at: place.commit }] }),
    'place.steps[3]: touches the element of place.commit: a step must not move money',
  ],
  [
    'no step that fills the stake',
    withPlace({ steps: place.steps.slice(0, 2) }),
    'place.steps: none of them fills the stake',
  ],
  [
    'a form with nested parts',
    withPlace({ endpoint: { ...place.endpoint, encoding: 'form' } }),
    'place.endpoint.selectionId: a form has no nested parts',
  ],
  [
    'neither a place request nor a gate',
    withPlace({ endpoint: undefined }),
    'place: needs "endpoint" or "gate": without one of them no bet may be placed',
  ],
  [
    'both a place request and a gate',
    withPlace({ gate: { socket: '/stream', selectionId: '/selection' } }),
    'place: has both "endpoint" and "gate": a bet goes one way',
  ],
  [
    'a gate whose answers do not say what was taken',
    {
      ...gatedDocument,
      receipt: {
        ...gatedDocument.receipt,
        cases: receipt.cases.map((one) => ({ ...one, odds: undefined })),
      },
    },
    'receipt.cases[0]: needs "stake" and "odds": a gate cannot read what was asked',
  ],
  [
    'a gate whose outcome is asked for',
    { ...gatedDocument, receipt },
    'receipt.follow: is for place.endpoint; through a gate all answers come by its socket',
  ],
  [
    'stake and odds in one place',
    withPlace({ endpoint: { ...place.endpoint, stake: place.endpoint.odds } }),
    'place.endpoint: reads two values from one place',
  ],
  [
    'a list that is a pattern',
    { ...nestedDocument, history: { ...nestedDocument.history, path: '/bets/*' } },
    'history.path: is fetched, and cannot have "*"',
  ],
  [
    'decoders that give no messages',
    withSource({ decoders: ['base64', 'gzip'] }),
    'stream.sources[0].decoders: must end with "json", "json-lines" or "socketio"',
  ],
  [
    'decoders after the messages',
    withSource({ decoders: ['json', 'json'] }),
    'stream.sources[0].decoders: has a decoder after the one that gives messages',
  ],
  [
    'a level that is not walked',
    withRule({ each: ['/events'] }),
    'stream.map[0].key.level: there is no level 2: "each" walks 1',
  ],
  [
    'a key of the message itself',
    withRule({ key: { at: '@key', type: 'string' } }),
    'stream.map[0].key.at: "@key" needs a level: the message itself has no key',
  ],
  [
    'odds read as a plain text',
    withRule({ fields: { ...first?.fields, odds: { at: '/price', level: 2, type: 'string' } } }),
    'stream.map[0].fields.odds.type: must be odds for odds',
  ],
  [
    'a word for a market that we do not have',
    withRule({
      fields: {
        ...first?.fields,
        market: { at: '/kind', level: 1, type: 'string', words: { x: 'corners' } },
      },
    }),
    'stream.map[0].fields.market.words.x: "corners" is no market of a quote',
  ],
  [
    'default odds that are none',
    withRule({
      fields: { ...first?.fields, odds: { at: '/price', level: 2, type: 'odds', default: '1' } },
    }),
    'stream.map[0].fields.odds.default: "1" is no odds of a quote',
  ],
  [
    'no rule that gives odds',
    { ...nestedDocument, stream: { ...stream, map: [{ ...first, fields: {} }] } },
    'stream.map: no rule gives odds',
  ],
  [
    'an acceptance without a reference',
    withReceipt({ cases: [{ ...receipt.cases[0], betReference: undefined }], follow: undefined }),
    'receipt.cases[0].betReference: is missing: a bet without a reference cannot be found again',
  ],
  [
    'a refusal proven by what is not there',
    withReceipt({
      cases: [...receipt.cases, { when: [{ at: '/ref', present: false }], status: 'REJECTED' }],
    }),
    'receipt.cases[3].when: needs a condition on something that the answer says, not only on what it lacks',
  ],
  [
    'a refusal that no one can tell',
    withReceipt({ codes: { PRICE: 'MOVED' } }),
    'receipt.codes.PRICE: must be "ODDS_CHANGED" or "SUSPENDED" or "STAKE_ABOVE_MAX" or "FUNDS" or "LOGGED_OUT" or "OTHER"',
  ],
  [
    'a recorded frame of no source',
    {
      ...nestedDocument,
      fixtures: [{ ...nestedDocument.fixtures[0], frames: [{ source: 2, body: '{}' }] }],
    },
    'fixtures[0].frames[0].source: there is no source 2: the stream has 1',
  ],
  [
    'recorded frames without a quote',
    { ...nestedDocument, fixtures: [{ ...nestedDocument.fixtures[0], quotes: [] }] },
    'fixtures: none of them gives a quote',
  ],
])('%s is a fault', (_, document, fault) => {
  expect(faultsOf(document)).toContain(fault)
})

test('whatever is imported, it is a contract or has faults', () => {
  assert(
    property(oneof(anything(), jsonValue()), (document) => {
      expect(faultsOf(document).length).toBeGreaterThan(0)
    }),
  )
})

test('the published JSON Schema names the parts of a contract and allows no others', () => {
  expect(contractJsonSchema()).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: expect.arrayContaining([
      'schema',
      'origins',
      'stream',
      'place',
      'receipt',
      'fixtures',
    ]),
  })
})

test('a contract that maps its recorded frames as it says passes its self-test', () => {
  expect(selfTest(contractOf(nestedDocument))).toEqual({ ok: true })
  expect(selfTest(contractOf(keyedDocument))).toEqual({ ok: true })
})

test('a self-test says which fixture differs, and in what', () => {
  const [fixture] = nestedDocument.fixtures
  const title = 'changed since'
  const quotes = [
    { ...fixture?.quotes[0], odds: '2.2' },
    { ...fixture?.quotes[0], selectionId: 's7' },
  ]
  const frames = [...(fixture?.frames ?? []), { source: 0, body: '{"type":"news","seq":2}' }]
  expect(
    selfTest(contractOf({ ...nestedDocument, fixtures: [{ title, frames, quotes }] })),
  ).toEqual({
    ok: false,
    faults: [
      'changed since: frame 1: no rule of the map meets it',
      'changed since: selection s1: odds is 2.1, expected 2.2',
      'changed since: selection s7 gives no quote: no rule of the table "selection" gave a row with this key',
    ],
  })
})
