import { expect, test } from 'vitest'
import { createExecutions } from '../../src/desk/executions.ts'
import { buildRecord, EXECUTION, NOW } from '../build.ts'

const asked = { executionId: EXECUTION, matchId: 'match-1' }

test('a match is busy from the request until its execution is closed', () => {
  const executions = createExecutions()
  executions.open(asked, NOW)
  expect([...executions.view().openMatches]).toEqual(['match-1'])
  executions.close(EXECUTION, NOW + 500)
  executions.close(EXECUTION, NOW + 900)
  expect(executions.view().openMatches.size).toBe(0)
  expect(executions.view().closedAtMs.get('match-1')).toBe(NOW + 500)
  expect(executions.isKnown(EXECUTION)).toBe(true)
})

test('what a killed worker had asked for is found again in the ledger', () => {
  const executions = createExecutions()
  executions.reconcile([buildRecord(EXECUTION, 'match-1')], NOW)
  expect([...executions.view().openMatches]).toEqual(['match-1'])
})

test('a request that never reached the ledger frees its match, but not before it had the time to', () => {
  const executions = createExecutions()
  executions.open(asked, NOW)
  executions.reconcile([], NOW + 9000)
  expect(executions.view().openMatches.size).toBe(1)
  executions.reconcile([], NOW + 10_001)
  expect(executions.view().openMatches.size).toBe(0)
})

test('an execution that is open in the ledger stays open however long it takes', () => {
  const executions = createExecutions()
  executions.open(asked, NOW)
  executions.reconcile([buildRecord(EXECUTION, 'match-1')], NOW + 60_000)
  expect(executions.view().openMatches.size).toBe(1)
})

test('a refused execution is closed, and its reason is kept for who asks next', () => {
  const executions = createExecutions()
  executions.open(asked, NOW)
  executions.refuse(EXECUTION, 'OVER_CAP: Account A is at its cap.', NOW + 100)
  expect(executions.view().openMatches.size).toBe(0)
  expect(executions.view().refusal).toEqual({
    message: 'OVER_CAP: Account A is at its cap.',
    atMs: NOW + 100,
  })
})
