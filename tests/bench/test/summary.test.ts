import { expect, test } from 'vitest'
import { createStopwatch } from '../src/stopwatch.ts'
import { percentile, summarise } from '../src/summary.ts'

test('the median of an even number of values is the lower of the two in the middle, and the 99th of a hundred is the last but one', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2)
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1)
  expect(percentile(hundred, 0.99)).toBe(99)
  expect(percentile([7], 0.99)).toBe(7)
  expect(() => percentile([], 0.5)).toThrow('nothing')
})

test('the ratio is of what the service took to the floor, and processor time is of one execution', () => {
  const floor = { messages: 2, open: 4, arm: 4 }
  const trips = { lock: 1, open: 5, reserve: 1, arm: 5 }
  const measured = {
    costsMs: [12, 15, 30],
    floors: [floor, floor, floor],
    roundTrips: [trips],
    processor: { ledger: 30, execution: 12, postgres: 9 },
  }
  expect(summarise(measured)).toMatchObject({
    executions: 3,
    requestToPermitMs: { p50: 15, p99: 30 },
    floorMs: { p50: 10 },
    floorPartsMs: { messages: { p50: 2 } },
    roundTripsMs: { arm: { p50: 5 } },
    ratio: 1.5,
    processorMs: { ledger: 10, execution: 4, postgres: 3 },
  })
})

test('the time in which both slips are prepared is no cost of ours: from the first question to the last answer', () => {
  let now = 0
  const stopwatch = createStopwatch(() => now)
  const at = (instant: Parameters<typeof stopwatch.mark>[0], ms: number): void => {
    now = ms
    stopwatch.mark(instant)
  }
  at('received', 100)
  at('prepareBegan', 105)
  at('prepareBegan', 106)
  at('prepareEnded', 150)
  at('prepareEnded', 205)
  at('permitted', 212)
  expect(stopwatch.costMs()).toBe(12)
})

test('an execution without a permit has no cost', () => {
  expect(() => createStopwatch(() => 0).costMs()).toThrow('permitted')
})
