import { expect, test } from 'vitest'
import { formatEvent, formatOutcome } from '../src/format/words.ts'
import { showName } from '../src/names/show-name.ts'

test('a name is shown without marks that nobody sees; a name of nothing else is said to be none', () => {
  expect(showName('Al\u200bca\u202eraz\u0000\u00ad')).toBe('Alcaraz')
  expect(showName('\u200b\u2060\ufeff')).toBe('(no name)')
  expect(showName(' \u200d ')).toBe('(no name)')
  expect(showName('\u3164')).toBe('(no name)')
})

test('the joiners of Persian and of emoji stay', () => {
  expect(showName('می\u200cخواهم')).toBe('می\u200cخواهم')
  expect(showName('👨\u200d👩')).toBe('👨\u200d👩')
})

test('a name from right to left does not swap home and away', () => {
  const event = { home: 'مكابي', away: 'הפועל', line: null }
  expect(formatEvent(event)).toBe('\u2068مكابي\u2069 – \u2068הפועל\u2069')
  expect(formatOutcome('home', event)).toBe('\u2068مكابي\u2069')
  expect(formatEvent({ home: 'Reds', away: 'Blues' })).toBe('Reds – Blues')
})
