import { expect, test } from 'vitest'
import { examineContract, readContract } from '../src/index.ts'
import { badContracts } from './bad-contracts/index.ts'
import { gatedDocument } from './gated-contract.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

test.each(badContracts)('%s is refused by an import, with its place', (_, document, fault) => {
  expect(examineContract(document).faults).toContain(fault)
})

test.each(badContracts)(
  '%s, if it was stored before, is still read where a bet needs it',
  (_, document) => {
    expect(readContract(document)).toMatchObject({ ok: true })
  },
)

test('a good contract has no fault at an import', () => {
  for (const document of [nestedDocument, keyedDocument, gatedDocument])
    expect(examineContract(document).faults).toEqual([])
})

const { session } = nestedDocument

test.each([
  '#a.b:not(.c) > d ~ e + f, g',
  '[a~="b"][c|=\'d\'][e^="f"][g$="h" i][i*="j"]',
  ':root x-slip.open input[type=number]:enabled',
  'li:nth-child(2n+1 of .x):has(> b)',
  '.w-1\\/2.--active',
  'dialog:open, input:-webkit-autofill',
  '[data-json*=\'{"id":\']',
  '*',
])('the selector %s is one', (css) => {
  const document = { ...nestedDocument, session: { ...session, loggedIn: { css } } }
  expect(examineContract(document).faults).toEqual([])
})

const { stream, place } = nestedDocument
const [first, ...others] = stream.map
const odds = (part: object) => ({
  ...nestedDocument,
  stream: {
    ...stream,
    map: [
      { ...first, fields: { ...first?.fields, odds: { at: '', type: 'odds', ...part } } },
      ...others,
    ],
  },
})

test.each([
  [
    'a stake that is a number',
    { ...nestedDocument, place: { ...place, endpoint: { ...place.endpoint, stake: 3 } } },
    'place.endpoint.stake: must be of type string or of type object',
  ],
  [
    'a step that nobody can do',
    { ...nestedDocument, place: { ...place, steps: [{ do: 'jump' }] } },
    'place.steps[0].do: must be "goto" or "click" or "fill" or "set" or "assert"',
  ],
  [
    'a scale of 0',
    odds({ scale: 0 }),
    'stream.map[0].fields.odds.scale: must be "units" or "tenths" or "hundredths" or "thousandths" or "tenThousandths" or "hundredThousandths" or "millionths" or "minor"',
  ],
  [
    'a fifth level',
    odds({ level: 5 }),
    'stream.map[0].fields.odds.level: must be "root" or 0 or 1 or 2',
  ],
  [
    'a default that is a number',
    odds({ default: 3 }),
    'stream.map[0].fields.odds.default: must be of type string or of type boolean or of type null',
  ],
  [
    'a silence of nothing',
    {
      ...nestedDocument,
      stream: { ...stream, sources: [{ ...stream.sources[0], longestSilenceMs: 0 }] },
    },
    'stream.sources[0].longestSilenceMs: must be more than 0',
  ],
  [
    'no source',
    { ...nestedDocument, stream: { ...stream, sources: [] } },
    'stream.sources: is too small: at least 1',
  ],
  [
    'a name too long',
    { ...nestedDocument, name: 'x'.repeat(61) },
    'name: is too large: at most 60',
  ],
])('%s is named with what it may be', (_, document, fault) => {
  expect(examineContract(document).faults).toContain(fault)
})
