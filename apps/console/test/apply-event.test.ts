import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { deskQuery, opportunitiesQuery } from '../src/api/queries.ts'
import { applyEvent } from '../src/live/apply-event.ts'
import { buildDesk, buildOpportunity, EXECUTION, NOW } from './build.ts'

function clientWith(...opportunityIds: string[]): QueryClient {
  const client = new QueryClient()
  const list = opportunityIds.map((opportunityId) => buildOpportunity({ opportunityId }))
  client.setQueryData(opportunitiesQuery.queryKey, list)
  return client
}
const shown = (client: QueryClient) =>
  client.getQueryData(opportunitiesQuery.queryKey)?.map(({ opportunityId }) => opportunityId)

test('the desk and the opportunities are shown as the events tell them', () => {
  const client = clientWith('one')
  applyEvent(client, { name: 'desk', data: buildDesk({ mode: 'auto' }) })
  expect(client.getQueryData(deskQuery.queryKey)?.control.mode).toBe('auto')
  applyEvent(client, { name: 'opportunity', data: buildOpportunity({ opportunityId: 'two' }) })
  applyEvent(client, { name: 'opportunity-gone', data: { opportunityId: 'one', reason: 'moved' } })
  expect(shown(client)).toEqual(['two'])
})

test('what waits for a person is asked for again when the desk counts otherwise, or more is at risk', () => {
  const client = clientWith()
  const tell = (told: Parameters<typeof buildDesk>[1]) =>
    applyEvent(client, { name: 'desk', data: buildDesk({}, told) })
  tell({})
  expect(tell({ needsYou: 1 })).toEqual([['needs-you']])
  expect(tell({ needsYou: 1, unhedged: '25.00' })).toEqual([['needs-you']])
  expect(tell({ needsYou: 1, unhedged: '25.00' })).toEqual([])
})

test('an opportunity is not shown as the whole list before the list was read', () => {
  const client = new QueryClient()
  applyEvent(client, { name: 'opportunity', data: buildOpportunity() })
  expect(shown(client)).toBeUndefined()
})

test('what the ledger knows better is asked of it', () => {
  const client = clientWith()
  const step = { role: null, state: null, message: null, at: new Date(NOW).toISOString() }
  const data = { deskId: 'main', executionId: EXECUTION, step: 'closed', ...step }
  expect(applyEvent(client, { name: 'execution', data })).toEqual([
    ['last-executions'],
    ['execution', EXECUTION],
    ['steps', EXECUTION],
    ['needs-you'],
  ])
  expect(applyEvent(client, { name: 'contract', data: {} })).toEqual([['contracts']])
})

test('after a gap, or an event that cannot be read, everything is asked for again', () => {
  const client = clientWith('one')
  expect(applyEvent(client, { name: 'pruned', data: {} })).toEqual([[]])
  expect(applyEvent(client, { name: 'desk', data: { control: 'broken' } })).toEqual([[]])
  expect(shown(client)).toEqual(['one'])
})
