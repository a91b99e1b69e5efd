import { showName } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { deskQuery, opportunitiesQuery } from '../src/api/queries.ts'
import { formatEvent, formatOutcome } from '../src/format/words.ts'
import { buildDesk, buildOpportunity } from './build.ts'
import { renderHtml } from './render-screen.tsx'

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
  const event = { home: 'مكابي', away: 'הפועל', market: 'match_winner', line: null } as const
  expect(formatEvent(event)).toBe('\u2068مكابي\u2069 – \u2068הפועל\u2069')
  expect(formatOutcome('home', event)).toBe('\u2068مكابي\u2069')
  expect(formatEvent({ home: 'Reds', away: 'Blues' })).toBe('Reds – Blues')
})

test('an opportunity of hostile names shows its prices and Execute, and home stays home', async () => {
  const home = `\u202e${'x'.repeat(300)}\u0301\u0301\u0301\u0301\u0301\u0301`
  const opportunity = { ...buildOpportunity({ home, away: 'הפועל' }), declined: null }
  const html = await renderHtml('/opportunities', [
    [opportunitiesQuery.queryKey, [opportunity]],
    [deskQuery.queryKey, buildDesk()],
  ])
  expect(html).not.toContain('\u202e')
  expect(html).not.toMatch(/\p{M}{5}/u)
  const [, rest = ''] = html.split('class="event-name" dir="ltr"')
  expect(rest.indexOf('xxx')).toBeLessThan(rest.indexOf('הפועל'))
  expect(rest).toMatch(/<bdi class="name" title="x{300}/)
  expect(rest).toContain('Execute')
  // The label of the button is read out: it is cut too.
  expect(/aria-label="Execute (?<label>[^"]*)"/.exec(rest)?.groups?.['label']?.length).toBeLessThan(
    300,
  )
})
