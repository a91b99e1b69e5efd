import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPacer } from '../src/pacer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first value of a key passes at once, the latest of the rest at the end of the interval', () => {
  const emitted: number[] = []
  const pacer = createPacer((value: number) => emitted.push(value), 100)
  for (const value of [1, 2, 3]) pacer.offer('row', value)
  expect(emitted).toEqual([1])
  vi.advanceTimersByTime(100)
  expect(emitted).toEqual([1, 3])
  vi.advanceTimersByTime(1000)
  expect(emitted).toEqual([1, 3])
  pacer.offer('row', 4)
  expect(emitted).toEqual([1, 3, 4])
})

test('keys do not wait for each other, and a forgotten one says nothing more', () => {
  const emitted: string[] = []
  const pacer = createPacer((value: string) => emitted.push(value), 100)
  for (const value of ['a1', 'a2']) pacer.offer('a', value)
  for (const value of ['b1', 'b2']) pacer.offer('b', value)
  pacer.forget('a')
  vi.advanceTimersByTime(100)
  expect(emitted).toEqual(['a1', 'b1', 'b2'])
})
