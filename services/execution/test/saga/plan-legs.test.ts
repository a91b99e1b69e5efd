import { expect, test } from 'vitest'
import { planLegs } from '../../src/saga/plan-legs.ts'
import { buildRequest } from '../build.ts'

const limitsOfB = { stepMinor: 1, minMinor: 100, maxMinor: 50_000 }
const NOW_MS = Date.parse('2026-11-22T12:00:00.000Z')

const plan = (limits = limitsOfB) =>
  planLegs({
    request: buildRequest(),
    limitsOfB: limits,
    nowMs: NOW_MS,
    executionTimeoutMs: 30_000,
  })

test('each leg is planned at its account with a time of its own', () => {
  expect(plan()).toMatchObject({
    ok: true,
    plans: {
      A: { account: 'A', role: 'A', stake: '100.00', deadline: '2026-11-22T12:00:30.000Z' },
      B: { account: 'B', role: 'B', stake: '100.00', deadline: '2026-11-22T12:01:00.000Z' },
    },
  })
})

test('B may not be taken below the odds that pay for A', () => {
  expect(plan()).toMatchObject({ plans: { B: { leastOdds: '2' } } })
})

test('A may be taken at the least odds that a smaller B still covers', () => {
  // 100 at B's 2.1 covers with 90.91: A has to pay 190.91.
  expect(plan()).toMatchObject({ plans: { A: { leastOdds: '1.9091' } } })
})

test('an opportunity that B’s provider cannot cover is refused', () => {
  expect(plan({ ...limitsOfB, maxMinor: 5000 })).toMatchObject({ ok: false, code: 'NOT_COVERABLE' })
})
