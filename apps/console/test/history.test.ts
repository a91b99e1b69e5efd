import type { HedgeStep } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { isFiltered, readFilter, sortBy, writeQuery } from '../src/history/history-filter.ts'
import { statusOf } from '../src/parts/execution-state.ts'
import { buildExecution } from './build.ts'

test("the filter in the address is what the gateway is asked: days are the operator's own, both included", () => {
  const filter = readFilter({ text: 7, status: 'open', from: '2026-11-28', to: '2026-11-29', x: 1 })
  expect(filter).toEqual({ text: '7', status: 'open', from: '2026-11-28', to: '2026-11-29' })
  expect(Object.fromEntries(writeQuery(filter))).toEqual({
    text: '7',
    status: 'open',
    from: new Date(2026, 10, 28).toISOString(),
    before: new Date(2026, 10, 30).toISOString(),
  })
})

test('what is no day is asked as it is, so that the gateway says what is wrong', () => {
  expect(writeQuery(readFilter({ from: 'yesterday' })).get('from')).toBe('yesterday')
})

test('an empty choice leaves nothing out; sorting is no filter', () => {
  expect(readFilter({ text: '  ', status: '' })).toEqual({})
  expect(isFiltered(readFilter({ sort: 'booked', direction: 'asc' }))).toBe(false)
  expect(isFiltered(readFilter({ venue: 'paper' }))).toBe(true)
})

test('a second click on a column sorts the other way round', () => {
  const once = sortBy({ venue: 'live' }, 'booked')
  expect(once).toEqual({ venue: 'live', sort: 'booked', direction: 'desc' })
  expect(sortBy(once, 'booked')).toMatchObject({ direction: 'asc' })
  expect(sortBy({}, 'taken')).toMatchObject({ direction: 'asc' })
})

test('an execution whose leg stands alone is called by where its hedge stands, never a success', () => {
  const lone = (hedge: HedgeStep) =>
    statusOf(
      buildExecution({ venue: 'live', final_status: 'failed', hedge_triggered: true, hedge }),
    )
  expect(lone('covered')).toEqual({ name: 'Hedged', tone: 'hedge' })
  expect(lone('held')).toEqual({ name: 'Held', tone: 'warn' })
  for (const step of ['failed', 'escalated'] as const)
    expect(lone(step)).toEqual({ name: 'Needs you', tone: 'bad' })
  const open = { closedAt: null, final_status: null, hedge_triggered: true } as const
  for (const hedge of ['triggered', 'planned'] as const)
    expect(statusOf(buildExecution({ ...open, hedge }))).toEqual({ name: 'Hedging', tone: 'busy' })
  expect(statusOf(buildExecution({ ...open, hedge: 'escalated' }))).toMatchObject({
    name: 'Needs you',
  })
})

test('a lone leg needs nobody any more once it is settled, and never when it was only on paper', () => {
  const lone = { final_status: 'failed', hedge_triggered: true, hedge: 'escalated' } as const
  const notHedged = { name: 'Not hedged', tone: 'warn' }
  expect(statusOf(buildExecution({ ...lone, venue: 'live', profit: '-25.00' }))).toEqual(notHedged)
  expect(statusOf(buildExecution({ ...lone, venue: 'paper' }))).toEqual(notHedged)
})

test('an execution without a hedge is open, a success or failed', () => {
  const open = buildExecution({ closedAt: null, final_status: null })
  expect(statusOf(open)).toMatchObject({ name: 'Open' })
  const doubtful = { ...open, legA_status: 'timeout' as const }
  expect(statusOf(doubtful)).toEqual({ name: 'Unknown', tone: 'warn' })
  expect(statusOf(buildExecution())).toMatchObject({ name: 'Success' })
  const failed = buildExecution({ final_status: 'failed' })
  expect(statusOf(failed)).toEqual({ name: 'Failed', tone: 'bad' })
})
