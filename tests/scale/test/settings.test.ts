import { expect, test } from 'vitest'
import { readArguments } from '../src/arguments.ts'
import { intervalOf } from '../src/settings.ts'

test('many desks take an opportunity as often as asked, few of them more often, so that there is something to measure', () => {
  expect(intervalOf(200, 20)).toBe(20_000)
  expect(intervalOf(500, 60)).toBe(60_000)
  expect(intervalOf(1, 20)).toBe(1000)
  expect(intervalOf(5, 20)).toBe(5000)
})

test('numbers of desks are given with commas between; anything else is refused', () => {
  expect(readArguments(['--desks', '1,50']).desks).toEqual([1, 50])
  expect(() => readArguments(['--desks', '1,none'])).toThrow('number')
  expect(() => readArguments(['--desks', '0'])).toThrow('>0')
})
