import type { AlertRow } from '@surefoot/shared/messages'
import { beforeEach, expect, test } from 'vitest'
import {
  compareAlerts,
  createMemory,
  type Found,
  type Memory,
} from '../src/alerts/compare-alerts.ts'
import { keyOf, type Condition, type Source } from '../src/alerts/condition.ts'

const ALL = new Set<Source>(['gateway', 'ledger', 'own'])
const NEED = keyOf('gateway', 'need', 'account A')

const buildCondition = (change: Partial<Condition> = {}): Condition => ({
  key: NEED,
  kind: 'need',
  message: 'A is logged out.',
  account: 'A',
  executionId: null,
  source: 'gateway',
  steadyMs: 0,
  ...change,
})
const buildAlert = (change: Partial<AlertRow> = {}): AlertRow => ({
  deskId: 'main',
  id: '00000000-0000-4000-8000-000000000001',
  key: NEED,
  kind: 'need',
  message: 'A is logged out.',
  account: 'A',
  executionId: null,
  isCondition: true,
  raisedAt: '2026-11-29T02:00:00.000Z',
  resolvedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  progress: [],
  ...change,
})

let memory: Memory
beforeEach(() => {
  memory = createMemory()
})
const compareAt = (now: number, found: Partial<Found>, alerts: readonly AlertRow[] = []) =>
  compareAlerts({ conditions: [], read: ALL, ...found }, alerts, { memory, now })

test('what is found is raised once, however often it is found', () => {
  const found = { conditions: [buildCondition()] }
  expect(compareAt(0, found).raise).toHaveLength(1)
  expect(compareAt(1, found, [buildAlert()]).raise).toEqual([])
})

test('what repairs itself within its time is never raised', () => {
  const found = { conditions: [buildCondition({ steadyMs: 5000 })] }
  expect(compareAt(0, found).raise).toEqual([])
  expect(compareAt(4000, {}).raise).toEqual([])
  expect(compareAt(5000, found).raise).toEqual([])
  expect(compareAt(10_000, found).raise).toHaveLength(1)
})

test('what is missed for a while is over, a halt at once', () => {
  const halt = buildAlert({
    id: '00000000-0000-4000-8000-000000000002',
    kind: 'halt',
    key: 'gateway halt x',
  })
  const open = [buildAlert(), halt]
  expect(compareAt(0, {}, open).resolve).toEqual([halt.id])
  expect(compareAt(9999, {}, open).resolve).toEqual([halt.id])
  expect(compareAt(10_000, {}, open).resolve).toEqual([open[0]?.id, halt.id])
})

test('what comes back in between is not over', () => {
  expect(compareAt(0, {}, [buildAlert()]).resolve).toEqual([])
  compareAt(9000, { conditions: [buildCondition()] }, [buildAlert()])
  expect(compareAt(12_000, {}, [buildAlert()]).resolve).toEqual([])
})

test('silence of who knows is not the end of what they said', () => {
  const read = new Set<Source>(['own', 'ledger'])
  compareAt(0, { read }, [buildAlert()])
  expect(compareAt(60_000, { read }, [buildAlert()]).resolve).toEqual([])
})
