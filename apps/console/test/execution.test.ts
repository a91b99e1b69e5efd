import type { HedgeEvent, HedgeStep } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { describeStep } from '../src/execution/describe-step.ts'
import { hedgeOutcome } from '../src/execution/hedge-outcome.ts'
import { buildExecution, EXECUTION, NOW } from './build.ts'

const hedgeEvent = (step: HedgeStep, second: number, message: string): HedgeEvent => ({
  id: EXECUTION,
  timestamp: new Date(NOW + second * 1000).toISOString(),
  auditId: EXECUTION,
  step,
  details: { message },
})

test('each step of an execution is a sentence about its leg', () => {
  const legId = `${EXECUTION}-B`
  expect(
    describeStep({
      kind: 'leg.recorded',
      details: { legId, from: 'ARMED', to: 'UNKNOWN', reason: 'No answer.' },
    }),
  ).toEqual({ role: 'B', text: 'ARMED → UNKNOWN: No answer.' })
  expect(
    describeStep({ kind: 'hedge.covered', details: { message: 'Backed away at A.' } }),
  ).toEqual({
    role: 'H',
    text: 'Hedge covered: Backed away at A.',
  })
})

test('a bet that a person adopted, and the needs that they ran the desk in spite of, are sentences too', () => {
  const adopted = {
    legId: `${EXECUTION}-H`,
    by: 'ann',
    reason: 'I placed it by hand.',
    bet: { betReference: 'S-7' },
  }
  expect(describeStep({ kind: 'leg.adopted', details: adopted })).toEqual({
    role: 'H',
    text: 'Bet S-7 adopted by ann as the hedge: I placed it by hand.',
  })
  const control = { trading: 'RUN', mode: 'manual', venue: 'live' }
  const despite = [{ id: 'leg 1', message: 'A leg is exposed.' }]
  expect(
    describeStep({ kind: 'desk.controlled', details: { control, reason: null, despite } }).text,
  ).toBe('Desk set to RUN, in spite of: A leg is exposed.')
})

test('a permit says what may be submitted, of which leg', () => {
  const permit = { legId: `${EXECUTION}-A`, stake: '25.00', leastOdds: '1.91', livesMs: 5000 }
  expect(describeStep({ kind: 'leg.armed', details: { permit } })).toEqual({
    role: 'A',
    text: 'Permit to submit 25.00 at 1.91 or better',
  })
})

test('the end of a bet, what was booked and what it did to the desk are told with the execution', () => {
  const legId = `${EXECUTION}-A`
  const told = (kind: string, details: Record<string, unknown>) =>
    describeStep({ kind, details }).text
  expect(told('leg.settled', { legId, result: 'won', returned: '52.50' })).toBe(
    'Settled as won: 52.50 paid back',
  )
  expect(told('execution.booked', { profit: '-1.20' })).toBe('Booked: -1.20')
  expect(
    told('desk.controlled', { control: { trading: 'HALT_NEW' }, reason: 'Nobody knows.' }),
  ).toBe('Desk set to HALT_NEW: Nobody knows.')
  expect(told('late_receipt', { legId, from: 'ABSENT', reason: 'Taken.' })).toContain(
    'after it had ended as ABSENT',
  )
})

test('a step that this console cannot read is shown by its name, not left out and not guessed', () => {
  for (const kind of ['leg.settled', 'leg.armed'])
    expect(describeStep({ kind, details: { legId: 7 } })).toEqual({ role: null, text: kind })
})

test('a lone leg that nobody covered calls for the operator until it is settled, whatever was planned before', () => {
  const hedgeEvents = [
    hedgeEvent('escalated', 3, 'Too dear.'),
    hedgeEvent('triggered', 1, 'B was rejected.'),
  ]
  const execution = buildExecution({ venue: 'live' })
  expect(hedgeOutcome({ execution, hedgeEvents })).toEqual({
    tone: 'bad',
    title: 'Needs you: a leg is exposed alone',
    message: 'Too dear.',
  })
  const settled = buildExecution({ venue: 'live', profit: '-25.00' })
  expect(hedgeOutcome({ execution: settled, hedgeEvents })).toMatchObject({
    tone: 'warn',
    title: 'A leg stood alone and was not hedged',
  })
  const covered = [hedgeEvent('covered', 2, 'Covered.')]
  expect(hedgeOutcome({ execution, hedgeEvents: covered })).toMatchObject({ tone: 'good' })
  expect(hedgeOutcome({ execution, hedgeEvents: [] })).toBeNull()
})
