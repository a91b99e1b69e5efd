import { expect, test } from 'vitest'
import { matchesText } from '../src/history/matches-text.ts'
import { writeCsv } from '../src/history/write-csv.ts'
import { statusOf } from '../src/parts/execution-state.ts'
import { buildExecution } from './build.ts'

test('an export has every column of the ledger, quotes what needs it, and leaves an empty cell for nothing', () => {
  const [head = '', row = '', ...rest] = writeCsv([
    buildExecution({ home: 'Köln, "FC"', error_message: null }),
  ]).split('\r\n')
  expect(head.startsWith('id,timestamp,deskId,matchId,home')).toBe(true)
  expect(head).toContain('legA_status,legB_status,hedge_triggered,final_status,error_message')
  expect(row).toContain('"Köln, ""FC"""')
  expect(row).toContain(',success,success,false,success,,')
  expect(rest).toEqual([''])
})

test("a bookmaker's text is never a formula in a spreadsheet; a loss stays a number", () => {
  const csv = writeCsv([
    buildExecution({ home: '=HYPERLINK("http://evil")', expectedProfit: '-3.80' }),
  ])
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(csv).toContain(',-3.80,')
})

test('every word that is looked for must be there, in any case', () => {
  const execution = buildExecution({ error_message: 'Leg B is REJECTED' })
  expect(matchesText(execution, 'sinner NORTH')).toBe(true)
  expect(matchesText(execution, 'rejected')).toBe(true)
  expect(matchesText(execution, 'sinner west')).toBe(false)
  expect(matchesText(execution, '  ')).toBe(true)
})

test('an execution whose leg stands alone is not called a success, hedged or not', () => {
  const lone = buildExecution({ final_status: 'failed', hedge_triggered: true })
  expect(statusOf(lone)).toMatchObject({ name: 'Failed', tone: 'bad' })
  expect(statusOf(buildExecution({ closedAt: null, final_status: null }))).toMatchObject({
    name: 'Open',
  })
})
