import {
  array,
  assert,
  bigInt,
  constantFrom,
  integer,
  jsonValue,
  oneof,
  property,
  string,
} from 'fast-check'
import { expect, test } from 'vitest'
import { compileMoneyWriter, compileValue } from '../src/values/value.ts'
import type { ValueKind } from '../src/values/value.ts'
import type { ValueWords } from '../src/contract/value.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const language2 = { ...nestedDocument, schema: 'provider-contract/2' }
const notation = contractOf(language2)
const read = (kind: ValueKind, words: ValueWords, value: unknown) =>
  compileValue(kind, words, notation)(value)

test.each([
  ['thousandths (C27)', 1850, { scale: 'thousandths' }, '1.85'],
  ['thousandths in a text', '8800', { scale: 'thousandths' }, '8.8'],
  ['hundredths', 185, { scale: 'hundredths' }, '1.85'],
  ['hundredths that have decimals themselves', 185.5, { scale: 'hundredths' }, '1.855'],
  ['tenths', 21, { scale: 'tenths' }, '2.1'],
  ['ten thousandths', 18_505, { scale: 'tenThousandths' }, '1.8505'],
  ['a decimal comma', '2,05', { numberLocale: 'comma' }, '2.05'],
  ['American odds', '-110', { format: 'american' }, '1.909090'.replace(/0$/, '')],
  ['American odds as a number', 150, { format: 'american' }, '2.5'],
  ['a fraction', '15/2', { format: 'fractional' }, '8.5'],
  ['Hong Kong odds', '0.85', { format: 'hongkong' }, '1.85'],
  ['Malay odds', 0.85, { format: 'malay' }, '1.85'],
  ['Malay odds below zero', '-0.80', { format: 'malay' }, '2.25'],
  ['Indonesian odds', 1.25, { format: 'indonesian' }, '2.25'],
  ['Indonesian odds below zero', '\u22121.25', { format: 'indonesian' }, '1.8'],
  ['a probability', 0.54, { format: 'probability' }, '1.851851'],
  ['a probability in percent', '54', { format: 'probability', scale: 'hundredths' }, '1.851851'],
  [
    'a probability in basis points',
    5400,
    { format: 'probability', scale: 'tenThousandths' },
    '1.851851',
  ],
  [
    'odds cut out of a text',
    'Ada @ 1.85 (live)',
    { between: { after: '@ ', before: ' ' } },
    '1.85',
  ],
] as const)('odds as %s are the odds of the wire', (_what, value, words, expected) => {
  expect(read('odds', words, value)).toBe(expected)
})

test.each([
  ['Malay odds above one', '1.25', { format: 'malay' }],
  ['Indonesian odds below one', '0.85', { format: 'indonesian' }],
  ['Hong Kong odds below zero', '-0.85', { format: 'hongkong' }],
  ['a share for nothing', '0', { format: 'probability' }],
  ['a share for all that it pays', '1', { format: 'probability' }],
  ['a share for more', '1.2', { format: 'probability' }],
  ['thousandths with two marks', '1.8.5', { scale: 'thousandths' }],
  ['thousandths below zero', '-1850', { scale: 'thousandths' }],
  ['a point where a comma is written', '2.05', { numberLocale: 'comma' }],
  ['Hong Kong odds with the other mark', '0.85', { format: 'hongkong', numberLocale: 'comma' }],
  ['a text without what is before the odds', '1.85', { between: { after: '@ ' } }],
  ['odds in thousandths that were taken for odds (C27)', 1850, {}],
] as const)('%s are no odds', (_what, value, words) => {
  expect(read('odds', words, value)).toBeUndefined()
})

test.each([
  ['EUR', 'minor', 1000, '10.00'],
  ['JPY', 'minor', 1000, '1000.00'],
  ['KWD', 'minor', '10500', '10.50'],
  ['KWD', 'minor', '10505', undefined],
  ['EUR', 'hundredths', '1000', '10.00'],
  ['EUR', 'thousandths', 10_000, '10.00'],
  ['EUR', 'hundredths', '5', '0.05'],
  ['EUR', 'hundredths', '0.5', undefined],
] as const)('in %s, %s of a stake: %s is %s', (currency, scale, value, expected) => {
  const own = contractOf({ ...language2, currency })
  expect(compileValue('money', { scale }, own)(value)).toBe(expected)
})

test.each([
  ['1.234,50', { numberLocale: 'comma' }, '1234.50'],
  ['€ 1,234.50', { format: 'shown' }, '1234.50'],
  ['1.234,50 €', { format: 'shown', numberLocale: 'comma' }, '1234.50'],
  ['€ 1,234.50', {}, undefined],
  ['Stake: 25.00 EUR', { between: { after: ': ', before: ' EUR' } }, '25.00'],
] as const)('the amount "%s" by %j is %s', (value, words, expected) => {
  expect(read('money', words, value)).toBe(expected)
})

test.each([
  [2500, { scale: 'thousandths' }, '2.5'],
  ['-1500', { scale: 'thousandths' }, '-1.5'],
  [-1.25, {}, '-1.25'],
  ['+2.50', {}, '2.5'],
  ['-0', {}, '0'],
  ['2,5', { numberLocale: 'comma' }, '2.5'],
  ['Over 2.5 goals', { between: { after: 'Over ', before: ' ' } }, '2.5'],
  ['2.5.1', {}, undefined],
] as const)('the line %s by %j is %s', (value, words, expected) => {
  expect(read('line', words, value)).toBe(expected)
})

const KICK_OFF = '2026-11-24T16:00:00.000Z'
test.each([
  ['2026-11-24T17:00:00+01:00', {}],
  ['2026-11-24T17:00:00', { zone: 'Europe/Stockholm' }],
  ['2026-11-24 16:00', { zone: 'UTC' }],
  ['2026/11/24 17:00', { format: 'ymd', zone: 'Europe/Stockholm' }],
  ['20261124160000Z', { format: 'ymd' }],
  ['20261124T1600', { format: 'ymd', zone: 'UTC' }],
  ['24.11.2026 17:00', { format: 'dmy', zone: 'Europe/Stockholm' }],
  ['24/11/2026, 17:00:00', { format: 'dmy', zone: 'Europe/Stockholm' }],
  ['11/24/2026 11:00 AM', { format: 'mdy', zone: 'America/New_York' }],
  ['Tue, 24 Nov 2026 16:00:00 GMT', { format: 'rfc' }],
  ['Tue, 24 Nov 2026 17:00:00 +0100', { format: 'rfc' }],
  ['/Date(1795536000000)/', { format: 'dotnet' }],
  ['/Date(1795536000000+0100)/', { format: 'dotnet' }],
  [1_795_536_000, { format: 'epoch' }],
  ['1795536000000', { format: 'epochMs' }],
  [1_795_536_000_000_000, { format: 'epochUs' }],
  [1_795_536_000_000_000_000n, { format: 'epochNs' }],
  [639_311_328_000_000_000n, { format: 'ticks' }],
  [
    'Starts 24.11.2026 17:00 CET',
    { format: 'dmy', zone: 'Europe/Stockholm', between: { after: 'Starts ', before: ' CET' } },
  ],
] as const)('the time %s by %j is read', (value, words) => {
  expect(read('instant', words, value)).toBe(KICK_OFF)
})

test.each([
  ['a local time without a zone', '2026-11-24T16:00:00', {}],
  ['a time that the clock shows twice', '2026-10-25 02:30', { zone: 'Europe/Stockholm' }],
  ['a time that the clock does not show', '2026-03-29 02:30', { zone: 'Europe/Stockholm' }],
  ['a day that there is not', '31.11.2026 16:00', { format: 'dmy', zone: 'UTC' }],
  ['an hour that there is not', '11/24/2026 13:00 PM', { format: 'mdy', zone: 'UTC' }],
  ['a day without a time', '24.11.2026', { format: 'dmy', zone: 'UTC' }],
  ['a month before its day', '11/24/2026 16:00', { format: 'dmy', zone: 'UTC' }],
] as const)('%s is no time', (_what, value, words) => {
  expect(read('instant', words, value)).toBeUndefined()
})

test('what is written by the words of a stake is read by them as the same stake', () => {
  const words: ValueWords[] = [
    {},
    { scale: 'hundredths' },
    { scale: 'minor' },
    { scale: 'thousandths' },
    { numberLocale: 'comma' },
    { scale: 'tenths', numberLocale: 'comma' },
    { between: { after: 'EUR ' } },
  ]
  assert(
    property(integer({ min: 0, max: 99_999_999 }), constantFrom(...words), (cents, each) => {
      const money = (cents / 100).toFixed(2)
      const written = compileMoneyWriter(each, notation)(money)
      const isWhole = each.scale !== 'tenths' || cents % 10 === 0
      expect(written === undefined).toBe(!isWhole)
      expect(read('money', each, written)).toBe(isWhole ? money : undefined)
    }),
  )
})

test('no value of any kind makes a reader throw', () => {
  const kinds: ValueKind[] = [
    'id',
    'odds',
    'listed',
    'pageOdds',
    'money',
    'limit',
    'pageMoney',
    'line',
    'instant',
  ]
  const formats = constantFrom(
    'decimal',
    'fractional',
    'american',
    'hongkong',
    'malay',
    'indonesian',
    'probability',
    'shown',
    'iso',
    'ymd',
    'dmy',
    'mdy',
    'rfc',
    'dotnet',
    'epoch',
    'epochUs',
    'ticks',
    undefined,
  )
  const scales = constantFrom('units', 'thousandths', 'minor', 'millionths', undefined)
  const hostile = oneof(
    jsonValue(),
    string(),
    bigInt(),
    array(
      constantFrom('1', '9', '0', '.', ',', '-', '/', ' ', ':', 'T', 'Z', '+', '\u2212', '\u0661'),
      { maxLength: 40 },
    ).map((parts) => parts.join('')),
    constantFrom('9'.repeat(400), '1e309', Number.NaN, Infinity, -0, 5e-324, undefined, null),
  )
  assert(
    property(constantFrom(...kinds), formats, scales, hostile, (kind, format, scale, value) => {
      const found = compileValue(
        kind,
        { format, scale, zone: 'Europe/Stockholm', between: { after: '' } },
        notation,
      )(value)
      const plain = read(kind, { format, scale }, value)
      for (const each of [found, plain]) expect(['string', 'undefined']).toContain(typeof each)
      expect(kind !== 'odds' || plain === undefined || Number(plain) > 1).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
