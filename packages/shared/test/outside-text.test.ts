import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanForTerminal, isolateName, showName, showText } from '../src/messages/index.ts'

/** What a terminal obeys, what turns a line, and what nobody sees. */
const CONTROL =
  /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
const MARKS = /\p{M}{5}/u
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\u001b',
        '\u001b[',
        '\u001b]',
        '\u009b',
        '\u009d',
        '\u0007',
        '\u001b\\',
        '\r',
      ),
      fc.constantFrom(
        '31m',
        '2J',
        '0;title',
        ';',
        '?',
        'A',
        '\u0301',
        '\u202e',
        '\u2067',
        '\u200b',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

test('nothing that a terminal obeys, and no flood of marks, is left of any text; twice is once', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const cleaned = cleanForTerminal(text)
      expect(cleaned).not.toMatch(CONTROL)
      expect(cleaned).not.toMatch(MARKS)
      expect(cleaned.isWellFormed()).toBe(true)
      expect(cleanForTerminal(cleaned)).toBe(cleaned)
    }),
    { numRuns: 2000 },
  )
})

test('a sentence is one line without marks that cannot be seen, whatever is in it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(showText(text)).not.toMatch(CONTROL)
      expect(showText(text)).not.toMatch(/[\t\n]/)
      expect(showText(text)).not.toMatch(MARKS)
    }),
    { numRuns: 2000 },
  )
})

describe('at a terminal', () => {
  test('a sequence goes whole, and what is around it stays', () => {
    expect(cleanForTerminal('Re\u001b[31md\u001b[0ms')).toBe('Reds')
    expect(cleanForTerminal('A\u001b]0;owned\u0007B')).toBe('AB')
    expect(cleanForTerminal('A\u001b]8;;http://evil\u001b\\B')).toBe('AB')
    expect(cleanForTerminal('A\u009b2JB\u001bcC')).toBe('ABC')
    expect(cleanForTerminal('good\rbad')).toBe('goodbad')
  })

  test('lines, tabs and other scripts are as they came', () => {
    const text = 'one\n\ttwo \u05d4\u05e4\u05d5\u05e2\u05dc \u0928\u093f \u{1F3BE}\n'
    expect(cleanForTerminal(text)).toBe(text)
    expect(cleanForTerminal('one\r\ntwo')).toBe('one\ntwo')
  })
})

test('marks that cover the lines around are thinned out, those of a script stay', () => {
  expect(showName(`a${'\u0301'.repeat(300)}b`)).toBe(`a${'\u0301'.repeat(4)}b`)
  expect(showName('\u0e17\u0e35\u0e48')).toBe('\u0e17\u0e35\u0e48')
  expect(showName(`a${'\u200d'.repeat(50)}b`)).toBe('a\u200db')
  expect(showName('\u2800\u2800')).toBe('(no name)')
})

test('a name of 300 letters is cut where nothing else clips it, never within a character', () => {
  expect(Array.from(isolateName('\u{1F3BE}'.repeat(300)))).toHaveLength(60)
  expect(isolateName('x'.repeat(300))).toBe(`${'x'.repeat(59)}…`)
  expect(isolateName('x'.repeat(60))).toBe('x'.repeat(60))
})
