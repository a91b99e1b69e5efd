import { describe, expect, test } from 'vitest'
import { bytesOf, clipEntry, clipObject, clipText, systemLog } from '../src/messages/index.ts'

/** One of each: plain, escaped once or twice, three and four bytes, and half of a pair. */
const UNITS = ['x', '\u0001', '"', '\\', '\u20ac', '\u{1F3BE}', '\uD83C']
const LENGTHS = [0, 1, 60, 999, 1000, 1001, 3990, 4000, 5000, 30_000]
const TEXTS = UNITS.flatMap((unit) => LENGTHS.map((length) => unit.repeat(length)))

describe('a text', () => {
  test('that fits is whole', () => {
    const short = TEXTS.filter(({ length }) => length <= 1000)
    expect(short.map((text) => clipText(text, 1000))).toEqual(short)
  })

  test('that does not is cut to its bound, with a mark, and twice is once', () => {
    for (const text of TEXTS.filter(({ length }) => length > 1000)) {
      const clipped = clipText(text, 1000)
      expect(clipped.length).toBeLessThanOrEqual(1000)
      expect(clipped).toContain(`[cut: ${text.length} characters]`)
      expect(clipText(clipped, 1000)).toBe(clipped)
    }
  })
})

test('details never take more bytes than their bound, whatever their characters, and twice is once', () => {
  for (const text of TEXTS)
    for (const details of [{ text }, { [text]: 1 }, { deep: { text: [text] } }]) {
      const clipped = clipObject(details, 4000)
      expect(bytesOf(clipped)).toBeLessThanOrEqual(4000)
      expect(clipObject(clipped, 4000)).toEqual(clipped)
      expect('clipped' in clipped).toBe(bytesOf(details) > 4000)
    }
})

test('details that JSON cannot carry are replaced by a mark', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  for (const details of [circular, { count: 1n }])
    expect(clipObject(details, 4000)).toEqual({ clipped: '… [cannot be shown]', characters: 0 })
})

test('an entry is cut by its writer to what its reader takes unchanged', () => {
  const long = 'x'.repeat(700_000)
  const entry = clipEntry({ code: long, message: long, details: { page: long } })
  expect(bytesOf(entry)).toBeLessThan(6000)
  const sent = { ...entry, service: 'worker', level: 'warn', at: '2026-01-01T00:00:00Z' }
  expect(systemLog.body.parse(sent)).toEqual(sent)
})

test('an entry names a service, and not a sentence or another line of a log', () => {
  const entry = { level: 'warn', code: 'X', message: 'm', at: '2026-01-01T00:00:00Z' }
  expect(systemLog.body.safeParse({ ...entry, service: 'browser-executor' }).success).toBe(true)
  for (const service of ['', 'Audit says', 'audit\nerror', 'x'.repeat(41), '\u202egateway'])
    expect(systemLog.body.safeParse({ ...entry, service }).success).toBe(false)
})
