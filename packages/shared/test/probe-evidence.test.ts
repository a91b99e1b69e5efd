import { expect, test } from 'vitest'
import { createLastErrors } from '../src/runtime/last-errors.ts'
import {
  judgeProbe,
  NO_EVIDENCE,
  withFailure,
  withReply,
  type ProbeEvidence,
} from '../src/runtime/probe-evidence.ts'
import { systemLog } from '../src/messages/system-log.ts'

const replied = withReply(NO_EVIDENCE, 1000, 1005)
const failed = withFailure(replied, 2000, 'connection refused')

test.each<[string, ProbeEvidence, number, object]>([
  ['nothing was asked yet', NO_EVIDENCE, 9000, { state: 'unknown', forMs: null }],
  ['the first question is open', { ...NO_EVIDENCE, askedAt: 0 }, 1000, { state: 'unknown' }],
  [
    'the first question stays open',
    { ...NO_EVIDENCE, askedAt: 0 },
    2500,
    { state: 'down', forMs: 2500 },
  ],
  ['it has replied', replied, 1500, { state: 'up', answerMs: 5, repliedAgoMs: 495 }],
  ['it replied late', withReply(NO_EVIDENCE, 1000, 1900), 2000, { state: 'slow', answerMs: 900 }],
  ['the next question is late', { ...replied, askedAt: 2000 }, 2900, { state: 'slow' }],
  [
    'the next question stays open',
    { ...replied, askedAt: 2000 },
    4100,
    { state: 'down', forMs: 2100 },
  ],
  ['it refused', failed, 5000, { state: 'down', forMs: 3000, error: 'connection refused' }],
  ['it refused twice', withFailure(failed, 3000, 'again'), 5000, { state: 'down', forMs: 3000 }],
  ['it is back', withReply(failed, 6000, 6001), 6500, { state: 'up', forMs: 499 }],
  ['nobody has asked for long', replied, 60_000, { state: 'unknown', forMs: null }],
])('when %s, that is what is reported', (_what, evidence, now, wanted) => {
  expect(judgeProbe(evidence, now)).toMatchObject(wanted)
})

test('an error that is repeated is kept once with its count, the latest first', () => {
  const clock = { now: 0 }
  const errors = createLastErrors(() => clock.now)
  for (const message of ['a', 'b', 'c', 'd', 'e', 'f', 'b']) errors.note('error', message)
  clock.now = 500
  expect(errors.list().map(({ message, times }) => `${message}${times}`)).toEqual([
    'b2',
    'f1',
    'e1',
    'd1',
    'c1',
  ])
  expect(errors.list()[0]?.agoMs).toBe(500)
})

test('a log entry of 700 KB is clipped, so that a hundred of them fit into one message', () => {
  const entry = { service: 'x', level: 'warn', code: 'X', message: 'm', at: '2026-01-01T00:00:00Z' }
  const clipped = systemLog.body.parse({ ...entry, details: { page: 'x'.repeat(700_000) } })
  expect(JSON.stringify(Array.from({ length: 100 }, () => clipped)).length).toBeLessThan(800_000)
  expect(clipped.details).toMatchObject({ characters: 700_011 })
  const small = systemLog.body.parse({ ...entry, details: { page: 'x' } })
  expect(small.details).toEqual({ page: 'x' })
})
