import { expect, test } from 'vitest'
import { createSessions } from '../src/sessions.ts'

const MINUTE_MS = 60_000

function openSession() {
  const clock = { now: 0 }
  const sessions = createSessions({ linkToken: 'link', now: () => clock.now })
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
  const sessions = createSessions({ linkToken: 'link', now: () => 0 })
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
