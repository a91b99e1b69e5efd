import { refuse } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { createOpportunities } from '../../src/desk/opportunities.ts'
import { buildOpportunity, NOW } from '../build.ts'

const halted = refuse('HALTED', 'The desk stands.')
const stale = refuse('QUOTE_STALE', 'The price is old.')

test('the best opportunity comes first, in its latest price', () => {
  const opportunities = createOpportunities()
  opportunities.keep(buildOpportunity({ opportunityId: 'one', profitBps: 100 }), NOW)
  opportunities.keep(buildOpportunity({ opportunityId: 'two', profitBps: 200 }), NOW)
  opportunities.keep(buildOpportunity({ opportunityId: 'one', profitBps: 300 }), NOW)
  expect(opportunities.all(NOW).map(({ opportunityId }) => opportunityId)).toEqual(['one', 'two'])
})

test('why it is not taken is told when it changes, at most once a second', () => {
  const opportunities = createOpportunities()
  opportunities.keep(buildOpportunity(), NOW)
  expect(opportunities.isNews('opportunity-1', halted, NOW)).toBe(true)
  expect(opportunities.isNews('opportunity-1', halted, NOW + 5000)).toBe(false)
  expect(opportunities.isNews('opportunity-1', stale, NOW + 5000)).toBe(true)
  expect(opportunities.isNews('opportunity-1', halted, NOW + 5500)).toBe(false)
  expect(opportunities.isNews('opportunity-1', halted, NOW + 6000)).toBe(true)
})

test('an opportunity whose end was never told is forgotten after a minute', () => {
  const opportunities = createOpportunities()
  opportunities.keep(buildOpportunity(), NOW)
  expect(opportunities.all(NOW + 60_000)).toHaveLength(1)
  expect(opportunities.all(NOW + 60_001)).toHaveLength(0)
  expect(opportunities.find('opportunity-1')).toBeUndefined()
})
