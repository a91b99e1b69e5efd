import { describe, expect, test } from 'vitest'
import { buildBet, buildEvidence, buildPlan } from './build.ts'
import { recorded } from './entries.ts'
import { bothAccepted, hedgedRun, unknownRun } from './stories.ts'
import { check } from '../src/check.ts'

const A = buildPlan('A')

describe('a run in which nothing went wrong', () => {
  test('with both legs accepted breaks nothing', () => {
    expect(check(bothAccepted())).toEqual([])
  })

  test('with a hedged leg breaks nothing', () => {
    expect(check(hedgedRun())).toEqual([])
  })

  test('with a leg that a person has to decide breaks nothing, whether its bet was taken or not', () => {
    const escalated = unknownRun('ESCALATED', recorded(A, 'UNKNOWN', 'ESCALATED'))
    expect(check(escalated)).toEqual([])
    expect(check({ ...escalated, bets: [buildBet(A, 3)] })).toEqual([])
  })

  test('with a leg that was proven absent breaks nothing', () => {
    const proof = recorded(A, 'UNKNOWN', 'ABSENT', { evidence: { proof: 'two readings' } })
    expect(check(unknownRun('ABSENT', proof))).toEqual([])
  })

  test('and in which nothing happened breaks nothing', () => {
    expect(check(buildEvidence())).toEqual([])
  })
})
