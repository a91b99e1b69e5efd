import type { HedgeEvent, HedgeStep } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { describeStep } from '../src/execution/describe-step.ts'
import { hedgeOutcome } from '../src/execution/hedge-outcome.ts'
import { EXECUTION, NOW } from './build.ts'

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

test('a permit says what may be submitted, of which leg', () => {
  const permit = { legId: `${EXECUTION}-A`, stake: '25.00', leastOdds: '1.91', livesMs: 5000 }
  expect(describeStep({ kind: 'leg.armed', details: { permit } })).toEqual({
    role: 'A',
    text: 'Permit to submit 25.00 at 1.91 or better',
  })
})

test('a step that this console cannot read is shown by its name, not left out and not guessed', () => {
  for (const kind of ['leg.settled', 'leg.armed'])
    expect(describeStep({ kind, details: { legId: 7 } })).toEqual({ role: null, text: kind })
})

test('a lone leg that nobody covered calls for the operator, whatever was planned before', () => {
  const events = [
    hedgeEvent('escalated', 3, 'Too dear.'),
    hedgeEvent('triggered', 1, 'B was rejected.'),
  ]
  expect(hedgeOutcome(events)).toEqual({
    tone: 'bad',
    title: 'Needs you: a leg stands alone',
    message: 'Too dear.',
  })
  expect(hedgeOutcome([hedgeEvent('covered', 2, 'Covered.')])).toMatchObject({ tone: 'good' })
  expect(hedgeOutcome([])).toBeNull()
})
