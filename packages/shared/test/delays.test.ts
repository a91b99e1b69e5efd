import { expect, test } from 'vitest'
import { createDelays } from '../src/bus/delays.ts'

test('a message is as late as it took longer than others of its sender, whatever its clock shows', () => {
  for (const aheadMs of [-15_000, 0, 1_700, 15_000, 86_400_000]) {
    const delays = createDelays()
    const arrive = (sentAtMs: number, tookMs: number) =>
      delays.lateBy({ clock: 'asker', atMs: sentAtMs + aheadMs }, sentAtMs + tookMs)
    expect(arrive(1_000, 3)).toBe(0)
    expect(arrive(2_000, 5)).toBeCloseTo(2, 0)
    expect(Math.round(arrive(3_000, 4_003) / 10)).toBe(400)
    expect(arrive(9_000, 1)).toBe(0)
  }
})

test('the first message of a sender is never late, and a clock that drifts away is followed', () => {
  const delays = createDelays()
  expect(delays.lateBy({ clock: 'asker', atMs: 0 }, 5_000)).toBe(0)
  for (let hour = 1; hour < 100; hour++) {
    const sent = { clock: 'asker', atMs: hour * 3_600_000 }
    // 180 ms an hour: 50 parts in a million.
    expect(delays.lateBy(sent, hour * 3_600_180 + 5_000)).toBe(0)
  }
})

test('what is late for minutes stays late', () => {
  const delays = createDelays()
  delays.lateBy({ clock: 'asker', atMs: 0 }, 0)
  let late = 0
  for (let second = 1; second < 600; second++)
    late = delays.lateBy({ clock: 'asker', atMs: second * 1_000 }, second * 1_000 + 6_000)
  expect(late).toBeGreaterThan(5_800)
})

test('lateness is whole milliseconds, as instants of messages are, also between two clocks that drift apart', () => {
  const delays = createDelays()
  for (let tick = 0; tick < 50; tick++) {
    const lateMs = delays.lateBy({ clock: 'browser', atMs: tick * 137 }, tick * 137.2 + (tick % 3))
    expect(Number.isInteger(lateMs)).toBe(true)
    expect(lateMs).toBeGreaterThanOrEqual(0)
  }
})
