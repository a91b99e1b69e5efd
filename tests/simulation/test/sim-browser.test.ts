import type { Submit } from '@surefoot/browser-executor'
import type { LegPlan, Receipt } from '@surefoot/shared/messages'
import { expect, it } from 'vitest'
import { createBookmaker } from '../src/books/bookmaker.ts'
import { createSimBrowser } from '../src/books/sim-browser.ts'
import { simulate } from './simulated.ts'

const PLAN: LegPlan = {
  deskId: 'main',
  account: 'A',
  legId: '00000000-0000-4000-8000-000000000000-A',
  executionId: '00000000-0000-4000-8000-000000000000',
  role: 'A',
  providerId: 'north',
  contractVersion: 1,
  eventId: 'event',
  selectionId: 'ada',
  stake: '100.00',
  leastOdds: '2',
  deadline: '2026-11-24T12:01:00.000Z',
  venue: 'live',
}
const AIMED = {
  slip: { odds: '2.1', stake: '100.00', maxStake: null, balance: null },
  target: { x: 0, y: 0 },
}

function open() {
  const simulated = simulate()
  const { schedule, faults } = simulated
  const { process } = simulated.start('executor')
  const bookmaker = createBookmaker({ schedule, faults, providerId: 'north', skewMs: 0 })
  const origin = 'http://north.example'
  const browser = createSimBrowser({ schedule, process, bookmaker, origin })
  const receipts: Receipt[] = []
  const submit = (change: Partial<Submit> = {}): void => {
    const order: Submit = {
      plan: PLAN,
      permit: {
        ...PLAN,
        permitId: PLAN.executionId,
        safeMode: false,
        expiresAt: PLAN.deadline,
        livesMs: 5000,
      },
      aimed: AIMED,
      expiresAtMs: process.steadyMs() + 5000,
      waitMs: 9000,
      onPending: (receipt: Receipt) => void receipts.push(receipt),
    }
    void browser.submit({ ...order, ...change }).then((receipt) => receipts.push(receipt))
  }
  return { ...simulated, process, bookmaker, browser, receipts, submit }
}

it('a bet that is taken is in the book as its receipt says', async () => {
  const { schedule, submit, receipts, bookmaker } = open()
  submit()
  await schedule.runUntil(1000)
  expect(receipts).toMatchObject([{ state: 'ACCEPTED', stake: '100.00', odds: '2.1' }])
  expect([...bookmaker.book.bets.keys()]).toEqual([receipts[0]?.betReference])
  expect(bookmaker.balance()).toBe('9900.00')
})

it('a click after the end of its permit places nothing', async () => {
  const { schedule, process, submit, receipts, bookmaker } = open()
  submit()
  process.freezeFor(6000)
  await schedule.runUntil(20_000)
  expect(receipts).toMatchObject([{ state: 'REJECTED', code: 'FENCE_BLOCKED' }])
  expect(bookmaker.book.bets.size).toBe(0)
})

it('a bet on its way is taken though its browser is gone, and nobody knows', async () => {
  const { schedule, browser, submit, receipts, bookmaker } = open()
  submit()
  await schedule.runUntil(15)
  browser.lose()
  await schedule.runUntil(20_000)
  expect(receipts).toMatchObject([{ state: 'UNKNOWN', betReference: null }])
  expect(bookmaker.book.bets.size).toBe(1)
})

it('a bet whose answer is lost is taken, and unknown once it was waited for', async () => {
  const { schedule, active, submit, receipts, bookmaker } = open()
  active.add('book_loses_answer')
  submit()
  await schedule.runUntil(8000)
  expect(receipts).toEqual([])
  await schedule.runUntil(10_000)
  expect(receipts).toMatchObject([{ state: 'UNKNOWN' }])
  expect(bookmaker.book.bets.size).toBe(1)
})

it('a bet that is held is told of, and of one that is refused then nothing is left', async () => {
  const { schedule, active, submit, receipts, bookmaker } = open()
  active.add('book_pends').add('book_refuses_pending')
  submit()
  await schedule.runUntil(150)
  expect(receipts).toMatchObject([{ state: 'PENDING', betReference: 'north-1' }])
  expect(bookmaker.readBets()).toMatchObject({ bets: [{ status: 'pending' }], balance: '9900.00' })
  await schedule.runUntil(10_000)
  expect(receipts.at(-1)).toMatchObject({ state: 'REJECTED' })
  expect(bookmaker.readBets()).toMatchObject({ bets: [], balance: '10000.00' })
})

it('a slip shows what was filled in last, and nothing else', async () => {
  const { schedule, browser } = open()
  const other = { ...PLAN, legId: '11111111-0000-4000-8000-000000000000-A' }
  const replies = Promise.all([browser.prepare(PLAN), browser.aim(other)])
  await schedule.runUntil(1000)
  expect(await replies).toMatchObject([
    { ok: true, slip: { odds: '2.1', stake: '100.00' } },
    { ok: false, code: 'SLIP_INVALID' },
  ])
})
