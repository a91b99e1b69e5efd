import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { historyQuery } from '../src/api/executions.ts'
import { applyEvent } from '../src/live/apply-event.ts'
import { applyLeg, isLoaded, keepFirstPages, replaceRows } from '../src/live/history-rows.ts'
import { buildExecution, EXECUTION, NOW } from './build.ts'

const OTHER = '22222222-2222-4222-8222-222222222222'
const open = { closedAt: null, final_status: null, legA_status: null, legB_status: null } as const

function clientWith(...ids: readonly string[]) {
  const client = new QueryClient()
  const pages = ids.map((id) => ({ executions: [buildExecution({ id, ...open })], next: 'more' }))
  const { queryKey } = historyQuery({ venue: 'paper' })
  client.setQueryData(queryKey, { pages, pageParams: ids.map((_, index) => String(index)) })
  return { client, pagesOf: () => client.getQueryData(queryKey)?.pages ?? [] }
}

test('a row that changed is replaced where it is; all other pages stay as they are', () => {
  const { client, pagesOf } = clientWith(EXECUTION, OTHER)
  const [, before] = pagesOf()
  replaceRows(client, [buildExecution({ id: EXECUTION })])
  const [first, second] = pagesOf()
  expect(first?.executions[0]?.final_status).toBe('success')
  expect(second).toBe(before)
})

test('an open row shows how its leg came out as soon as the event says so; a closed one keeps what the ledger said', () => {
  const { client, pagesOf } = clientWith(EXECUTION)
  const statuses = () => pagesOf()[0]?.executions.map((row) => [row.legA_status, row.legB_status])
  applyLeg(client, { executionId: EXECUTION, role: 'A', state: 'ACCEPTED' })
  applyLeg(client, { executionId: EXECUTION, role: 'B', state: 'UNKNOWN' })
  applyLeg(client, { executionId: OTHER, role: 'B', state: 'REJECTED' })
  expect(statuses()).toEqual([['success', 'timeout']])
  replaceRows(client, [buildExecution()])
  applyLeg(client, { executionId: EXECUTION, role: 'A', state: 'REJECTED' })
  expect(statuses()).toEqual([['success', 'success']])
})

test('no event has the pages of the history read again', () => {
  const { client } = clientWith(EXECUTION, OTHER)
  const data = { deskId: 'main', executionId: 'x', at: new Date(NOW).toISOString(), message: null }
  for (const step of ['opened', 'prepared', 'placing', 'leg', 'closed', 'refused']) {
    const change = { ...data, executionId: crypto.randomUUID(), role: null, state: null, step }
    const asked = applyEvent(client, { name: 'execution', data: change })
    expect(asked.map(([name]) => name)).not.toContain('history')
  }
})

test('after a gap only the first page is kept to be read again', () => {
  const { client, pagesOf } = clientWith(EXECUTION, OTHER)
  expect(isLoaded(client, OTHER)).toBe(true)
  keepFirstPages(client)
  expect(pagesOf()).toHaveLength(1)
  expect(isLoaded(client, OTHER)).toBe(false)
})
