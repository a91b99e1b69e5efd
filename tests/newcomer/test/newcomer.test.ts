import type { Report } from '@surefoot/local'
import { expect, test } from 'vitest'
import { readArguments } from '../src/arguments.ts'
import { judge } from '../src/play.ts'

const GOOD: Report = {
  startedAt: '2026-01-01T00:00:00.000Z',
  seconds: 60,
  endedBy: 'time',
  sources: [],
  secondsToRunning: 4,
  executions: 40,
  bothAccepted: 38,
  hedged: 2,
  failed: 0,
  stillOpen: 0,
  expectedProfit: '12.00',
  comparedSince: '2026-01-01T00:00:00.000Z',
  bets: { ledger: 80, books: 80 },
  differences: [],
  droppedMessages: [],
  leftBehind: { processes: [], locks: [] },
  faults: [],
}

test('a newcomer plays everything, unless less is asked for', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    arguments: {
      suites: ['bookworm', 'trixie'],
      players: ['root', 'user'],
      plays: ['first', 'second', 'killed'],
      seconds: 60,
    },
  })
  expect(readArguments(['--suite', 'trixie', '--as', 'user', '--play', 'killed'])).toMatchObject({
    arguments: { suites: ['trixie'], players: ['user'], plays: ['first', 'killed'] },
  })
})

test('a wrong word is refused with the right ones', () => {
  expect(readArguments(['--suite', 'sarge'])).toEqual({
    ok: false,
    message: '--suite takes one of bookworm, trixie, not sarge',
  })
  expect(readArguments(['--seconds', 'soon']).ok).toBe(false)
})

test('a play passes with exit code 0, a report without a difference and at least one execution', () => {
  expect(judge(0, GOOD)).toEqual([])
  expect(judge(1, GOOD)).toEqual(['it ended with code 1'])
  expect(judge(null, undefined)).toEqual(['it did not end in time', 'it wrote no report'])
  expect(judge(0, { ...GOOD, executions: 0 })).toEqual(['it placed nothing'])
  const difference = { kind: 'missing', betReference: 'N-1', details: 'only in the books' }
  expect(judge(0, { ...GOOD, differences: [difference] })).toEqual([
    'difference: missing, only in the books',
  ])
})
