import { expect, test } from 'vitest'
import { writeMessage, type Line, type Message } from '../src/channels/message.ts'

const buildLine = (message: string, change: Partial<Line> = {}): Line => ({
  alert: {
    id: '00000000-0000-4000-8000-000000000001',
    key: 'gateway need x',
    kind: 'need',
    message,
    account: 'A',
    executionId: null,
    isCondition: true,
    raisedAt: '2026-11-29T02:00:00.000Z',
    resolvedAt: null,
  },
  purpose: 'first',
  nth: 1,
  ...change,
})
const write = (lines: readonly Line[], change: Partial<Message> = {}) =>
  writeMessage({
    id: '00000000-0000-4000-8000-000000000002',
    deskId: 'main',
    at: new Date('2026-11-29T02:00:01.000Z'),
    lines,
    testBy: null,
    console: null,
    ...change,
  })

test('says which desk, what, since when, how often, and where to look', () => {
  const again = buildLine('Leg A is exposed.', { purpose: 'repeat', nth: 3 })
  const { title, text } = write([again, buildLine('B is logged out.')], {
    console: 'https://desk.example',
  })
  expect(title).toBe('Surefoot main: NEEDS YOU and 1 more')
  expect(text.split('\n')).toEqual([
    title,
    '- NEEDS YOU since 02:00 UTC (3rd time, not acknowledged): Leg A is exposed.',
    '- NEEDS YOU since 02:00 UTC: B is logged out.',
    'https://desk.example/notifications',
  ])
})

test('what is over is said to be over', () => {
  const { title, text } = write([buildLine('Leg A is exposed.', { purpose: 'resolved' })])
  expect(title).toBe('Surefoot main: NEEDS YOU is over')
  expect(text).toContain('- over: NEEDS YOU since')
})

test('a name from a bookmaker makes no line of its own, and does not turn the text around', () => {
  const hostile = 'A\r\nBcc: all@example\u2028- HALTED\u202Egnorw\u0000\uD800\u200B x'
  const { text } = write([buildLine(hostile)])
  expect(text.split('\n')).toHaveLength(2)
  for (const hidden of ['\u202E', '\u2028', '\0', '\u200B', '\r'])
    expect(text).not.toContain(hidden)
  expect(text.isWellFormed()).toBe(true)
})

test('a hundred alerts are one message that every channel can take', () => {
  const lines = Array.from({ length: 100 }, () => buildLine('x'.repeat(1000)))
  const { text } = write(lines)
  expect(text.length).toBeLessThan(4096)
  expect(text).toContain('and 88 more: see the console')
})
