import { expect, test } from 'vitest'
import { isQuiet, quietHours } from '../src/settings/quiet-hours.ts'

const berlin = quietHours.parse('23:00-07:00 Europe/Berlin')
const at = (instant: string): number => Date.parse(instant)

test.each([
  // Summer: two hours before UTC. Winter: one.
  ['2026-07-01T20:59:59Z', false],
  ['2026-07-01T21:00:00Z', true],
  ['2026-07-02T04:59:59Z', true],
  ['2026-07-02T05:00:00Z', false],
  ['2026-12-01T21:30:00Z', false],
  ['2026-12-01T22:00:00Z', true],
  ['2026-12-02T05:30:00Z', true],
  ['2026-12-02T06:00:00Z', false],
])('from 23 to 7 by the clock in Berlin, %s is quiet: %s', (instant, isIn) => {
  expect(isQuiet(berlin, at(instant))).toBe(isIn)
})

test('hours of one day end on that day, and no hours are never quiet', () => {
  const noon = quietHours.parse('12:00-13:30 UTC')
  expect(isQuiet(noon, at('2026-07-01T13:29:00Z'))).toBe(true)
  expect(isQuiet(noon, at('2026-07-01T13:30:00Z'))).toBe(false)
  expect(isQuiet(null, at('2026-07-01T13:00:00Z'))).toBe(false)
})

test.each(['23-7 UTC', '25:00-07:00 UTC', '23:00-07:00', '07:00-07:00 UTC', '23:00-07:00 Nowhere'])(
  '%s is refused, with an example of what is meant',
  (text) => {
    expect(() => quietHours.parse(text)).toThrow('23:00-07:00 Europe/Berlin')
  },
)
