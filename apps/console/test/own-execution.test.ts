import { beforeEach, describe, expect, test } from 'vitest'
import { QueryClient } from '@tanstack/react-query'
import { applyEvent } from '../src/live/apply-event.ts'
import { followExecution, forgetExecution, readOwnExecutions } from '../src/live/own-executions.ts'
import { describeOutcome, KNOWN_WITHIN_MS } from '../src/own-execution/describe-outcome.ts'
import { buildExecution, buildLeg, buildReceipt, buildRecord, EXECUTION, NOW } from './build.ts'

const event = 'Alcaraz – Sinner'
const known = (
  record: Parameters<typeof describeOutcome>[0]['record'],
  change: Partial<Parameters<typeof describeOutcome>[0]> = {},
) => describeOutcome({ event, record, refusal: null, ageMs: 1000, ...change })
const open = { final_status: null, closedAt: null } as const
const recordOf = (
  legs: Parameters<typeof buildRecord>[0],
  change: Parameters<typeof buildExecution>[0] = {},
) => buildRecord(legs, { execution: buildExecution({ ...open, ...change }) })

describe('what became of an Execute', () => {
  test('is under way while its legs are, and not known yet when it takes long', () => {
    const record = recordOf([
      buildLeg('A', { state: 'ARMED' }),
      buildLeg('B', { state: 'AUTHORIZED' }),
    ])
    expect(known(record)).toMatchObject({
      kind: 'busy',
      title: `Taking ${event}`,
      message: 'A submitted, B prepared.',
    })
    expect(known(record, { ageMs: KNOWN_WITHIN_MS })).toMatchObject({
      kind: 'warn',
      title: `${event}: not known yet`,
      isFinal: false,
    })
  })

  test('is not called refused because the ledger has no row of it yet', () => {
    expect(known(undefined)).toMatchObject({ kind: 'busy', isFinal: false })
    expect(known(undefined, { ageMs: 60_000 })).toMatchObject({
      kind: 'warn',
      title: `${event}: not known yet`,
      isFinal: false,
    })
  })

  test('is what both receipts win at worst, not what was promised', () => {
    const legs = [
      buildLeg('A', { venue: 'live', receipt: buildReceipt('25.00') }),
      buildLeg('B', { venue: 'live', receipt: buildReceipt('24.00') }),
    ]
    const outcome = known(
      recordOf(legs, {
        final_status: 'success',
        closedAt: new Date(NOW).toISOString(),
        venue: 'live',
      }),
    )
    expect(outcome).toMatchObject({ kind: 'done', title: `${event}: accepted at both` })
    expect(outcome.message).toBe('+1.40 at worst, by both receipts.')
  })

  test('on a quarter line is what the receipts win when one bet is won by half', () => {
    const legs = [
      buildLeg('A', { venue: 'live', receipt: buildReceipt('25.00') }),
      buildLeg('B', { venue: 'live', receipt: buildReceipt('24.00') }),
    ]
    const ended = { final_status: 'success', closedAt: new Date(NOW).toISOString() } as const
    const quarter = { market: 'handicap', line: '-0.25', sport: 'football' } as const
    expect(known(recordOf(legs, { ...ended, ...quarter, venue: 'live' })).message).toBe(
      '+0.70 at worst, by both receipts.',
    )
  })

  test('on paper is said to be on paper', () => {
    const outcome = known(
      recordOf([buildLeg('A'), buildLeg('B')], {
        final_status: 'success',
        closedAt: new Date(NOW).toISOString(),
        venue: 'paper',
      }),
    )
    expect(outcome.title).toBe(`${event}: taken on paper`)
    expect(outcome.message).toContain('nothing was bet')
  })

  test('is a refusal with its reason', () => {
    expect(known(undefined, { refusal: 'LIMIT: The match is at its limit.' })).toEqual({
      kind: 'failed',
      title: `${event} was not taken`,
      message: 'LIMIT: The match is at its limit.',
      isFinal: true,
    })
    const closed = recordOf(
      [buildLeg('A', { state: 'REJECTED' }), buildLeg('B', { state: 'VOID' })],
      {
        final_status: 'failed',
        closedAt: new Date(NOW).toISOString(),
        error_message: 'The price of A has moved.',
      },
    )
    expect(known(closed).message).toBe('The price of A has moved.')
  })

  test('is a hedge when one leg stood alone, and a need when it is not covered', () => {
    const legs = [buildLeg('A'), buildLeg('B', { state: 'REJECTED' }), buildLeg('H')]
    const change = { hedge_triggered: true, final_status: 'failed', closedAt: null } as const
    expect(known(recordOf(legs, { ...change, hedge: 'triggered' }))).toMatchObject({
      title: `${event}: hedging`,
      isFinal: false,
    })
    expect(known(recordOf(legs, { ...change, hedge: 'covered' }))).toMatchObject({
      kind: 'warn',
      title: `${event}: hedged`,
      isFinal: true,
    })
    expect(known(recordOf(legs, { ...change, hedge: 'escalated' }))).toMatchObject({
      kind: 'failed',
      title: `${event}: needs you`,
    })
  })

  test('is unknown, and followed on, when a submitted leg has no proof', () => {
    const legs = [buildLeg('A', { state: 'UNKNOWN' }), buildLeg('B', { state: 'AUTHORIZED' })]
    expect(known(recordOf(legs, { legA_status: 'timeout' }))).toMatchObject({
      kind: 'warn',
      title: `${event}: outcome unknown`,
      isFinal: false,
    })
  })
})

describe('an execution that was asked for here', () => {
  beforeEach(() => readOwnExecutions().forEach((own) => forgetExecution(own.executionId)))
  const refused = (executionId: string) =>
    applyEvent(new QueryClient(), {
      name: 'execution',
      data: {
        deskId: 'main',
        executionId,
        step: 'refused',
        role: null,
        state: null,
        message: 'The match is taken.',
        at: new Date(NOW).toISOString(),
      },
    })

  test('shows the refusal that comes before the ledger has a row', () => {
    followExecution(EXECUTION, event)
    refused(EXECUTION)
    expect(readOwnExecutions()).toMatchObject([{ refusal: 'The match is taken.' }])
  })

  test('of another page or of Auto nothing is shown', () => {
    refused(EXECUTION)
    expect(readOwnExecutions()).toEqual([])
  })
})
