import type { LogEntry } from '@surefoot/shared/bus'
import { expect, test } from 'vitest'
import { createBlockedLog } from '../../src/fence/log-blocked.ts'

const A = { deskId: 'main', account: 'A' } as const
const B = { deskId: 'main', account: 'B' } as const

function openTeller() {
  const entries: LogEntry[] = []
  const clock = { nowMs: 0 }
  const teller = createBlockedLog({ log: (entry) => void entries.push(entry) }, () => clock.nowMs)
  return { teller, entries, clock }
}

test('a page that tries a thousand times to leave is logged thirty times, and the number of the others a minute later', () => {
  const { teller, entries, clock } = openTeller()
  for (let time = 0; time < 1000; time += 1) teller.navigation(A, 'http://elsewhere.example/')
  expect(entries).toHaveLength(30)
  clock.nowMs = 60_000
  teller.navigation(A, 'http://elsewhere.example/')
  expect(entries.at(-1)?.message).toContain('970 more')
  teller.navigation(A, 'http://elsewhere.example/')
  expect(entries.at(-1)?.message).not.toContain('more')
})

test('what the page of one account tries keeps nothing of the other account from the log', () => {
  const { teller, entries } = openTeller()
  for (let time = 0; time < 1000; time += 1) teller.navigation(A, 'http://elsewhere.example/')
  teller.bet(B, { asked: undefined, why: 'no permit was given' })
  expect(entries.at(-1)).toMatchObject({ account: 'B', code: 'FENCE_BLOCKED' })
})

test('a blocked bet is logged in a message that the log takes, however long the page wrote it', () => {
  const { teller, entries } = openTeller()
  const long = '9'.repeat(1_000_000)
  const asked = { selectionId: long, stake: long, odds: long }
  teller.bet(A, { asked, why: long })
  teller.navigation(A, `http://elsewhere.example/${long}`)
  for (const entry of entries) expect(JSON.stringify(entry).length).toBeLessThan(2500)
  expect(entries[0]?.message).toContain('bet by hand in another browser')
})
