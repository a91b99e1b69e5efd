import { expect, test } from 'vitest'
import { createSessions } from '../src/sessions.ts'

const MINUTE_MS = 60_000

function openSession() {
  const clock = { now: 0 }
  const sessions = createSessions({
    linkToken: 'link',
    now: () => clock.now,
    onChanged: () => undefined,
  })
  const reference = sessions.open('link')
  if (reference === null) throw new Error('the link opens a session')
  return { clock, sessions, reference }
}

test('the link opens one session and then nothing more', () => {
  const { sessions, reference } = openSession()
  expect(reference).toHaveLength(43)
  expect(sessions.open('link')).toBeNull()
  expect(sessions.touch(reference)).toBe(true)
})

test('a wrong link opens nothing and does not use the right one up', () => {
  const sessions = createSessions({ linkToken: 'link', now: () => 0, onChanged: () => undefined })
  expect(sessions.open('lin')).toBeNull()
  expect(sessions.open('')).toBeNull()
  expect(sessions.open('link')).not.toBeNull()
})

test('a session that nobody uses for an hour is over', () => {
  const { clock, sessions, reference } = openSession()
  clock.now = 59 * MINUTE_MS
  expect(sessions.touch(reference)).toBe(true)
  clock.now += 59 * MINUTE_MS
  expect(sessions.touch(reference)).toBe(true)
  clock.now += 60 * MINUTE_MS
  expect(sessions.touch(reference)).toBe(false)
  clock.now -= 60 * MINUTE_MS
  expect(sessions.touch(reference)).toBe(false)
})

test('a session ends after twelve hours, however much it is used', () => {
  const { clock, sessions, reference } = openSession()
  for (clock.now = 0; clock.now < 12 * 60 * MINUTE_MS; clock.now += 30 * MINUTE_MS)
    expect(sessions.touch(reference)).toBe(true)
  expect(sessions.touch(reference)).toBe(false)
})

test('a session that was closed, and one that never was, are not alive', () => {
  const { sessions, reference } = openSession()
  sessions.close(reference)
  expect(sessions.touch(reference)).toBe(false)
  expect(sessions.touch('')).toBe(false)
})

/** Two gateways of one desk: what begins or ends at one is told to the other at once, if it listens. */
function openTwo() {
  const clock = { now: 0 }
  const open = (onChanged: () => void) =>
    createSessions({ linkToken: 'link', now: () => clock.now, onChanged })
  const line = { isUp: true }
  const first = open(() => line.isUp && second.hear(first.tell()))
  const second = open(() => line.isUp && first.hear(second.tell()))
  const reference = first.open('link')
  if (reference === null) throw new Error('the link opens a session')
  return { clock, first, second, line, reference }
}

test('who is let in by one gateway is let in by the other, and the link is used up at both', () => {
  const { second, reference } = openTwo()
  expect(second.touch(reference)).toBe(true)
  expect(second.open('link')).toBeNull()
  expect(JSON.stringify(second.tell())).not.toContain(reference)
})

test('a session that is used at one gateway alone does not grow old at the other', () => {
  const { clock, first, second, reference } = openTwo()
  for (clock.now = 0; clock.now < 3 * 60 * MINUTE_MS; clock.now += 30 * MINUTE_MS) {
    expect(first.touch(reference)).toBe(true)
    second.hear(first.tell())
  }
  expect(second.touch(reference)).toBe(true)
})

test('who is let out by one gateway stays out at both, though the other has not heard and tells of it', () => {
  const { first, second, line, reference } = openTwo()
  line.isUp = false
  first.close(reference)
  expect(second.touch(reference)).toBe(true)
  first.hear(second.tell())
  expect(first.touch(reference)).toBe(false)
  second.hear(first.tell())
  expect(second.touch(reference)).toBe(false)
})

test('a session of twelve hours ago that another gateway tells of is not taken up', () => {
  const { clock, first, second, reference } = openTwo()
  const told = first.tell()
  clock.now = 12 * 60 * MINUTE_MS
  second.hear(told)
  expect(second.touch(reference)).toBe(false)
})
