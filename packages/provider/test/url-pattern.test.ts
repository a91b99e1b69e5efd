import { assert, array, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { compileUrlPattern } from '../src/url-pattern.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const matches = (pattern: string, path: string) =>
  compileUrlPattern(pattern, () => true)(`http://book.test${path}`)

test.each([
  ['/live', '/live', true],
  ['/live', '/live?token=1', true],
  ['/live', '/live/2', false],
  ['/live?v=2', '/live?v=2', true],
  ['/live?v=2', '/live', false],
  ['/live/*', '/live/', true],
  ['/live/*/odds', '/live/7/odds', true],
  ['/live/*/odds', '/live/odds', false],
  ['/*/a/*/b', '/1/a/2/a/3/b', true],
  ['/a*a', '/a', false],
  ['/socket?*transport=websocket*', '/socket?EIO=4&transport=websocket&sid=1', true],
  ['/a.b', '/axb', false],
])('the pattern %s and the path %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test('a pattern matches what a regular expression made of it would', () => {
  const part = constantFrom('a', 'b', 'ab', '*')
  assert(
    property(
      array(part, { maxLength: 8 }),
      array(constantFrom('a', 'b'), { maxLength: 10 }),
      (pattern, path) => {
        const expression = new RegExp(`^/${pattern.join('').replaceAll('*', '.*')}$`)
        expect(matches(`/${pattern.join('')}`, `/${path.join('')}`)).toBe(
          expression.test(`/${path.join('')}`),
        )
      },
    ),
  )
})

test('a source is known by its kind and URL, on the contract’s own origins only', () => {
  const nested = compileContract(contractOf(nestedDocument))
  expect(nested.matchSource('websocket', 'ws://book.test/stream?x=1')).toBe(0)
  expect(nested.matchSource('websocket', 'http://book.test/stream')).toBe(0)
  expect(nested.matchSource('sse', 'http://book.test/stream')).toBeUndefined()
  expect(nested.matchSource('websocket', 'wss://book.test/stream')).toBeUndefined()
  expect(nested.matchSource('websocket', 'ws://book.test:81/stream')).toBeUndefined()
  expect(nested.matchSource('websocket', 'ws://book.test.evil.test/stream')).toBeUndefined()
  expect(nested.matchSource('websocket', 'ws://book.test@evil.test/stream')).toBeUndefined()
  expect(nested.matchSource('websocket', '')).toBeUndefined()
  expect(
    compileContract(contractOf(keyedDocument)).matchSource('sse', 'http://book.test/live'),
  ).toBe(0)
})
