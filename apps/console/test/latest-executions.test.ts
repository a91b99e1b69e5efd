import { expect, test } from 'vitest'
import { mergeLatest, unfinishedOf } from '../src/api/latest-executions.ts'
import { after, buildExecution } from './build.ts'

const row = (place: number, change: Parameters<typeof buildExecution>[0] = {}) =>
  buildExecution({
    id: `11111111-1111-4111-8111-${String(place).padStart(12, '0')}`,
    timestamp: after(place),
    ...change,
  })

test('what is settled, was on paper or had no bet is not read again; what may still be booked is', () => {
  const open = row(1, { closedAt: null, venue: 'live' })
  const unsettled = row(2, { venue: 'live' })
  const nothingBet = row(3, { venue: 'live', legA_status: 'failed', legB_status: 'failed' })
  const settled = row(4, { venue: 'live', profit: '1.00' })
  expect(unfinishedOf([open, unsettled, nothingBet, settled, row(5)])).toEqual([
    open.id,
    unsettled.id,
  ])
})

test('new executions come first, changed ones stay in their places, and none is there twice', () => {
  const known = { executions: [row(2, { venue: 'live' }), row(1)], isCut: false }
  const settled = row(2, { venue: 'live', profit: '1.00' })
  const merged = mergeLatest(known, [settled, row(3), settled])
  expect(merged.executions.map(({ timestamp }) => timestamp)).toEqual([
    after(3),
    after(2),
    after(1),
  ])
  expect(merged.executions[1]?.profit).toBe('1.00')
  expect(merged.isCut).toBe(false)
})
