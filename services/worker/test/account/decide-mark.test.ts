import { expect, test } from 'vitest'
import { decideMark } from '../../src/account/decide-mark.ts'
import { BROWSER, browserUp, idleRow, ORIGIN, OTHER_BROWSER, runningRow } from '../build.ts'

const mark = { deskId: 'main', account: 'A' as const, browserId: BROWSER.A, origin: ORIGIN.A }
const row = runningRow('A', { state: 'BROWSER_READY', providerId: null, contractVersion: null })
const sighting = { status: browserUp('A'), seenAtMs: 0 }

test('the page of the open browser, at the address it was opened at, may be marked', () => {
  expect(decideMark(mark, { row, sighting })).toEqual({ ok: true })
})

test.each([
  ['NOT_READY', mark, { row: idleRow('A'), sighting }],
  ['NOT_READY', mark, { row: runningRow('A'), sighting }],
  ['NOT_READY', mark, { row: { ...row, state: 'BROWSER_OPENING' as const }, sighting }],
  ['OLD_BROWSER', { ...mark, browserId: OTHER_BROWSER }, { row, sighting }],
  ['BROWSER_SILENT', mark, { row, sighting: null }],
  [
    'BROWSER_SILENT',
    mark,
    { row, sighting: { ...sighting, status: browserUp('A', { browserId: OTHER_BROWSER }) } },
  ],
  ['WRONG_ORIGIN', { ...mark, origin: 'http://evil.test' }, { row, sighting }],
  [
    'WRONG_ORIGIN',
    { ...mark, origin: 'http://evil.test' },
    { row, sighting: { ...sighting, status: browserUp('A', { pageOrigin: 'http://evil.test' }) } },
  ],
  [
    'WRONG_ORIGIN',
    mark,
    { row, sighting: { ...sighting, status: browserUp('A', { pageOrigin: null }) } },
  ],
] as const)('a mark is refused %s: %j', (code, wrong, facts) => {
  expect(decideMark(wrong, facts)).toMatchObject({ ok: false, code })
})
