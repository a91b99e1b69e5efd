import { describe, expect, it, test } from 'vitest'
import { checkClock, createLedgerClock, describeOffset, isSkewed } from '../src/runtime/index.ts'

/** A process whose wall clock is `aheadMs` ahead of the ledger's, which shows `ledgerMs` at the start. */
function machine(aheadMs: number) {
  const now = { monotonicMs: 5_000, ledgerMs: 1_800_000_000_000, aheadMs }
  const pass = (ms: number): void => {
    now.monotonicMs += ms
    now.ledgerMs += ms
  }
  const clock = createLedgerClock({
    wallMs: () => now.ledgerMs + now.aheadMs,
    monotonicMs: () => now.monotonicMs,
  })
  /** A request that takes `thereMs` to the ledger and `backMs` from it. */
  const ask = (thereMs: number, backMs: number): void => {
    const note = clock.begin()
    pass(thereMs)
    const stamp = { ledgerMs: now.ledgerMs, errorMs: 0 }
    pass(backMs)
    note(stamp)
  }
  const read = () => {
    const reading = clock.read()
    if (reading === null) throw new Error('the clock is not known')
    return reading
  }
  return { now, clock, ask, pass, read }
}

test('nothing is known before the first reply, and then nothing new begins', () => {
  const { clock } = machine(0)
  expect(clock.read()).toBeNull()
  expect(checkClock(clock, 'execution')).toMatchObject({ code: 'CLOCK_UNKNOWN' })
})

describe.each([0, 2_000, -2_000, 15_000, -15_000])('a clock that is off by %i ms', (aheadMs) => {
  it('is known within the error, whichever way of the request was the slow one', () => {
    for (const [there, back] of [
      [1, 1],
      [300, 2],
      [2, 300],
    ] as const) {
      const { ask, now, read } = machine(aheadMs)
      ask(there, back)
      const { ledgerMs, offsetMs, errorMs } = read()
      expect(Math.abs(offsetMs - aheadMs)).toBeLessThanOrEqual(errorMs)
      expect(Math.abs(ledgerMs - now.ledgerMs)).toBeLessThanOrEqual(errorMs)
    }
  })
})

test('a clock that agrees lets new things begin', () => {
  const { ask, clock } = machine(0)
  ask(2, 2)
  expect(checkClock(clock, 'execution')).toMatchObject({ ok: true })
})

test.each([2_000, -2_000, 15_000, -15_000])(
  'a clock that is off by %i ms is refused by name and figure',
  (aheadMs) => {
    const { ask, clock } = machine(aheadMs)
    ask(2, 2)
    const figure = `${Math.abs(aheadMs / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`
    expect(checkClock(clock, 'execution')).toMatchObject({
      code: 'CLOCK_SKEW',
      message: expect.stringContaining(`execution is ${figure} the ledger's clock`),
    })
  },
)

test('the best of several replies counts: one that was slow makes nothing less certain', () => {
  const { ask, read } = machine(0)
  ask(400, 900)
  expect(read().errorMs).toBeGreaterThan(600)
  ask(1, 2)
  const { errorMs } = read()
  expect(errorMs).toBeLessThan(5)
  ask(2_000, 5)
  expect(read().errorMs).toBeLessThanOrEqual(errorMs + 2)
})

test('a slow network never looks like skew', () => {
  const { ask, read } = machine(0)
  ask(0, 60_000)
  expect(isSkewed(read())).toBe(false)
})

test('a wall clock that is set back is seen at once; a ledger whose clock is set, by its next reply', () => {
  const { ask, now, read } = machine(0)
  ask(1, 1)
  now.aheadMs = -15_000
  expect(describeOffset(read())).toBe("15.0 s behind the ledger's clock")
  now.aheadMs = 0
  now.ledgerMs += 15_000
  now.aheadMs = -15_000
  ask(1, 1)
  expect(describeOffset(read())).toBe("15.0 s behind the ledger's clock")
  expect(read().errorMs).toBeLessThan(5)
})

test('a wall clock that ran ahead was set or the machine slept: the next reply says which, and nothing begins before', () => {
  for (const [hasSlept, offsetMs] of [
    [false, 15_000],
    [true, 0],
  ] as const) {
    const { ask, clock, now, read } = machine(0)
    ask(1, 1)
    if (hasSlept) now.ledgerMs += 15_000
    else now.aheadMs = 15_000
    const { errorMs, ledgerMs } = read()
    expect(Math.abs(ledgerMs - now.ledgerMs)).toBeLessThanOrEqual(errorMs)
    expect(isSkewed(read())).toBe(false)
    expect(checkClock(clock, 'execution')).toMatchObject({ code: 'CLOCK_UNKNOWN' })
    ask(1, 1)
    expect(Math.round(read().offsetMs)).toBe(offsetMs)
    expect(read().errorMs).toBeLessThan(5)
  }
})

test('what is not measured again becomes less certain with time', () => {
  const { ask, pass, read } = machine(0)
  ask(1, 1)
  const { errorMs } = read()
  pass(3_600_000)
  expect(read().errorMs).toBeGreaterThan(errorMs + 1_000)
})
