import type { HedgeStep } from '@surefoot/shared/messages'
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

test('an execution whose leg stands alone is called by where its hedge stands, never a success', () => {
  const lone = (hedge: HedgeStep) =>
    statusOf(
      buildExecution({ venue: 'live', final_status: 'failed', hedge_triggered: true, hedge }),
    )
  expect(lone('covered')).toEqual({ name: 'Hedged', tone: 'hedge' })
  expect(lone('held')).toEqual({ name: 'Held', tone: 'warn' })
  for (const step of ['failed', 'escalated'] as const)
    expect(lone(step)).toEqual({ name: 'Needs you', tone: 'bad' })
  const open = { closedAt: null, final_status: null, hedge_triggered: true } as const
  for (const hedge of ['triggered', 'planned'] as const)
    expect(statusOf(buildExecution({ ...open, hedge }))).toEqual({ name: 'Hedging', tone: 'busy' })
  expect(statusOf(buildExecution({ ...open, hedge: 'escalated' }))).toMatchObject({
    name: 'Needs you',
  })
})

test('a lone leg needs nobody any more once it is settled, and never when it was only on paper', () => {
  const lone = { final_status: 'failed', hedge_triggered: true, hedge: 'escalated' } as const
  const notHedged = { name: 'Not hedged', tone: 'warn' }
  expect(statusOf(buildExecution({ ...lone, venue: 'live', profit: '-25.00' }))).toEqual(notHedged)
  expect(statusOf(buildExecution({ ...lone, venue: 'paper' }))).toEqual(notHedged)
})

test('an execution without a hedge is open, a success or failed', () => {
  const open = buildExecution({ closedAt: null, final_status: null })
  expect(statusOf(open)).toMatchObject({ name: 'Open' })
  const doubtful = { ...open, legA_status: 'timeout' as const }
  expect(statusOf(doubtful)).toEqual({ name: 'Unknown', tone: 'warn' })
  expect(statusOf(buildExecution())).toMatchObject({ name: 'Success' })
  const failed = buildExecution({ final_status: 'failed' })
  expect(statusOf(failed)).toEqual({ name: 'Failed', tone: 'bad' })
})
