import { expect, test } from 'vitest'
import { storable } from '../src/database/storable.ts'

test('only what Postgres cannot hold is replaced, at any depth', () => {
  const value = {
    'k\0': ['a\0b', { deep: '\udc00' }],
    kept: 'Zażółć \u{1F3BE}',
    n: 1.5,
    none: null,
    yes: true,
  }
  expect(storable(value)).toEqual({
    'k\uFFFD': ['a\uFFFDb', { deep: '\uFFFD' }],
    kept: 'Zażółć \u{1F3BE}',
    n: 1.5,
    none: null,
    yes: true,
  })
})
