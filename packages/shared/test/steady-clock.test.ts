import { expect, test } from 'vitest'
import { createSteadyClock } from '../src/runtime/steady-clock.ts'

function openClock() {
  const at = { wallMs: 1_000_000, monotonicMs: 50 }
  const now = createSteadyClock({ wallMs: () => at.wallMs, monotonicMs: () => at.monotonicMs })
  const begunAt = now()
  return { at, age: () => now() - begunAt }
}

test('a wall clock that is set back makes nothing younger', () => {
  const { at, age } = openClock()
  at.wallMs -= 3_600_000
  at.monotonicMs += 400
  expect(age()).toBe(400)
  at.wallMs += 600
  at.monotonicMs += 600
  expect(age()).toBe(1_000)
})

test('a machine that slept is as much older as it slept', () => {
  const { at, age } = openClock()
  at.wallMs += 60_000
  at.monotonicMs += 10
  expect(age()).toBe(60_000)
})

test('both clocks together are not counted twice', () => {
  const { at, age } = openClock()
  for (let step = 0; step < 1_000; step++) {
    at.monotonicMs += 0.5
    at.wallMs = 1_000_000 + Math.floor(at.monotonicMs - 50)
    age()
  }
  expect(age()).toBe(500)
})
