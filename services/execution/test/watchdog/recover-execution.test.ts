import { describe, expect, test } from 'vitest'
import { decideLegRecovery } from '../../src/watchdog/recover-execution.ts'
import { buildLeg } from '../build.ts'

const DEADLINE_MS = Date.parse('2026-11-22T12:00:00.000Z')
const before = { nowMs: DEADLINE_MS - 1, executionTimeoutMs: 30_000 }
const justAfter = { nowMs: DEADLINE_MS + 1, executionTimeoutMs: 30_000 }
const longAfter = { nowMs: DEADLINE_MS + 30_001, executionTimeoutMs: 30_000 }

describe('a leg in nobody’s hands', () => {
  test('that was not armed is voided at once', () => {
    expect(decideLegRecovery(buildLeg('A', 'AUTHORIZED'), before)).toBe('void')
    expect(decideLegRecovery(buildLeg('B', 'AUTHORIZED'), before)).toBe('void')
  })

  test('that is a hedge is left to the hedge service until its deadline', () => {
    expect(decideLegRecovery(buildLeg('H', 'AUTHORIZED'), before)).toBe('leave')
    expect(decideLegRecovery(buildLeg('H', 'AUTHORIZED'), justAfter)).toBe('void')
  })

  test('that was armed is left to its executor for its time, because a rejection may still be recorded', () => {
    expect(decideLegRecovery(buildLeg('A', 'ARMED'), justAfter)).toBe('leave')
    expect(decideLegRecovery(buildLeg('A', 'ARMED'), longAfter)).toBe('resolve')
  })

  test.each(['PENDING', 'UNKNOWN'] as const)('that is %s is looked for', (state) => {
    expect(decideLegRecovery(buildLeg('B', state), before)).toBe('resolve')
  })

  test.each(['ACCEPTED', 'REJECTED', 'ABSENT', 'DENIED', 'VOID', 'ESCALATED'] as const)(
    'that is %s stays as it is',
    (state) => {
      expect(decideLegRecovery(buildLeg('A', state), longAfter)).toBe('leave')
    },
  )
})
