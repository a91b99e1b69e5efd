import { expect, it } from 'vitest'
import { compareOdds } from '../src/index.ts'

it.each([
  ['2.1', '2.10', 0],
  ['2.09', '2.1', -1],
  ['10', '9.99', 1],
  ['1.000001', '1.000002', -1],
] as const)('%s against %s compares as numbers, not as text', (left, right, order) => {
  expect(compareOdds(left, right)).toBe(order)
})
