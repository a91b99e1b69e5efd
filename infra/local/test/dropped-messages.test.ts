import { expect, test } from 'vitest'
import { describeDropped } from '../src/compare/dropped-messages.ts'

const dropped = (service: string, message: string) => ({
  service,
  subject: 'opportunity.found.main',
  message,
})

test('a run names who dropped messages, how many, and what was wrong with the first', () => {
  const sentences = describeDropped([
    dropped('worker', 'at legs.A.receivedAt'),
    dropped('gateway', 'at legs.B.receivedAt'),
    dropped('worker', 'at legs.B.receivedAt'),
  ])
  expect(sentences).toEqual([
    'worker dropped messages that do not fit, 2 in all. The first: at legs.A.receivedAt',
    'gateway dropped messages that do not fit, 1 in all. The first: at legs.B.receivedAt',
  ])
})

test('a run without dropped messages names none', () => {
  expect(describeDropped([])).toEqual([])
})
