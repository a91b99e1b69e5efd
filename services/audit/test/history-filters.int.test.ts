import { randomUUID } from 'node:crypto'
import { ledgerExecutions, type ExecutionRow } from '@surefoot/shared/messages'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Prisma } from '../src/generated/client.ts'
import { DESK } from './builders.ts'
import { openLedger, type TestLedger } from './open-ledger.ts'

let ledger: TestLedger
beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())
beforeEach(async () => {
  await ledger.database
    .$executeRaw`TRUNCATE "execution_audit_log", "hedge_events", "legs", "permits"`
})

type Stored = Prisma.ExecutionCreateManyInput
const START = Date.parse('2026-11-01T00:00:00.000Z')
const at = (minute: number): Date => new Date(START + minute * 60_000)

/** A closed success on paper, one minute after the one before it. */
const stored = (minute: number, change: Partial<Stored> = {}): Stored => ({
  id: randomUUID(),
  timestamp: at(minute),
  deskId: DESK,
  matchId: `match-${minute}`,
  home: 'Reds',
  away: 'Blues',
  sport: 'tennis',
  market: 'match_winner',
  line: null,
  providerA: 'north',
  providerB: 'south',
  stakeA: '100.00',
  stakeB: '105.00',
  oddsA: '2.1',
  oddsB: '2.0',
  outcomeA: 'home',
  outcomeB: 'away',
  legAStatus: 'success',
  legBStatus: 'success',
  finalStatus: 'success',
  expectedProfit: '3.80',
  venue: 'paper',
  requestedBy: 'operator',
  deadline: at(minute + 1),
  closedAt: at(minute + 1),
  opportunity: {},
  ...change,
})
const keep = (...data: Stored[]) => ledger.database.execution.createMany({ data })

type Ask = Omit<Partial<z.input<typeof ledgerExecutions.body>>, 'deskId'>
async function page(ask: Ask) {
  const answer = await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 100, ...ask })
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`)
  return answer
}
const matches = async (ask: Ask): Promise<string[]> =>
  (await page(ask)).executions.map(({ matchId }) => matchId)

async function readAll(ask: Ask): Promise<ExecutionRow[]> {
  const rows: ExecutionRow[] = []
  let next: string | null = null
  do {
    const read = await page({ ...ask, ...(next === null ? {} : { cursor: next }) })
    rows.push(...read.executions)
    next = read.next
  } while (next !== null)
  return rows
}

test('the history is found by every word of a name, a match, a provider, an error or an id, in any case', async () => {
  const id = 'abcdef12-0000-4000-8000-000000000001'
  await keep(
    stored(1, { id, home: 'Alcaraz', away: 'Sinner', errorMessage: 'Leg B is REJECTED' }),
    stored(2, { home: '100% Wolves_United', away: 'O\\Neil' }),
    stored(3),
  )
  for (const text of ['alcaraz SINNER', 'match-1', 'rejected', 'abcdef12-00', id, 'sinner north'])
    expect([text, ...(await matches({ text }))]).toEqual([text, 'match-1'])
  for (const text of ['100%', 'wolves_u', 'o\\n'])
    expect([text, ...(await matches({ text }))]).toEqual([text, 'match-2'])
  for (const text of ['alcaraz blues', 'a%z', 'wolves__nited', 'abcdef12-01', "'; DROP TABLE legs"])
    expect([text, ...(await matches({ text }))]).toEqual([text])
  expect(await matches({ text: '  ' })).toHaveLength(3)
})

test('the history is filtered by provider, status, hedge, paper or live, period, desk and ids, all together', async () => {
  const hedged = randomUUID()
  const open = { closedAt: null, finalStatus: null, legAStatus: null, legBStatus: null }
  await keep(
    stored(1, { providerB: 'west', venue: 'live' }),
    stored(2, open),
    stored(3, { ...open, legBStatus: 'timeout' }),
    stored(4, { id: hedged, finalStatus: 'failed', hedgeTriggered: true }),
    stored(5, { deskId: 'other' }),
  )
  await ledger.database.hedgeEvent.createMany({
    data: [
      { auditId: hedged, step: 'triggered', details: {} },
      { auditId: hedged, step: 'covered', details: {} },
    ],
  })
  expect(await matches({})).toEqual(['match-4', 'match-3', 'match-2', 'match-1'])
  expect(await matches({ provider: 'west' })).toEqual(['match-1'])
  expect(await matches({ status: 'open' })).toEqual(['match-3', 'match-2'])
  expect(await matches({ status: 'unknown' })).toEqual(['match-3'])
  expect(await matches({ status: 'failed' })).toEqual(['match-4'])
  expect(await matches({ hedge: 'none' })).toHaveLength(3)
  for (const hedge of ['any', 'covered'] as const)
    expect(await matches({ hedge })).toEqual(['match-4'])
  expect(await matches({ hedge: 'held' })).toEqual([])
  expect(await matches({ venue: 'live' })).toEqual(['match-1'])
  const [from, before] = [at(2).toISOString(), at(4).toISOString()]
  expect(await matches({ from, before })).toEqual(['match-3', 'match-2'])
  expect(await matches({ ids: [hedged, randomUUID()] })).toEqual(['match-4'])
  expect(await matches({ status: 'open', text: 'match-2', venue: 'paper' })).toEqual(['match-2'])
})

test('page after page every execution comes once, in each order, also among equals and among what is not booked', async () => {
  const profits = [null, '5.00', '-2.50', '5.00', null, '0.00', '5.00']
  const booked = (profit: string | null) => ({ profit, bookedAt: profit === null ? null : at(99) })
  await keep(...profits.map((profit, index) => stored(Math.floor(index / 2), booked(profit))))
  for (const sort of ['taken', 'promised', 'booked', 'stakeA', 'stakeB'] as const)
    for (const direction of ['asc', 'desc'] as const) {
      const rows = await readAll({ sort, direction, limit: 2 })
      const ids = new Set(rows.map(({ id }) => id))
      expect([sort, direction, ids.size]).toEqual([sort, direction, profits.length])
      expect(rows).toHaveLength(profits.length)
    }
  const byProfit = async (direction: 'asc' | 'desc') =>
    (await readAll({ sort: 'booked', direction, limit: 3 })).map(({ profit }) => profit)
  const nothing = [null, null]
  expect(await byProfit('desc')).toEqual(['5.00', '5.00', '5.00', '0.00', '-2.50', ...nothing])
  expect(await byProfit('asc')).toEqual(['-2.50', '0.00', '5.00', '5.00', '5.00', ...nothing])
})

test('what is taken while somebody pages moves nothing', async () => {
  await keep(stored(1), stored(2), stored(3))
  const first = await page({ limit: 2 })
  await keep(stored(4))
  const second = await page({ limit: 2, cursor: first.next ?? '' })
  expect(second.executions.map(({ matchId }) => matchId)).toEqual(['match-1'])
  expect(second.next).toBeNull()
})

test('a page of the longest names is cut so that it fits into a message, and goes on where it was cut', async () => {
  const name = '長'.repeat(300)
  const long = { home: name, away: name, errorMessage: name.repeat(3) }
  await keep(...Array.from({ length: 400 }, (_, minute) => stored(minute, long)))
  const first = await page({ limit: 500 })
  expect(first.executions.length).toBeLessThan(400)
  expect(await readAll({ limit: 500 })).toHaveLength(400)
})

test('a cursor that this order did not write is refused with what to do', async () => {
  for (const cursor of ['', 'x', `|${randomUUID()}`, `1.00|${randomUUID()}`, 'now|1|2'])
    expect(await ledger.ask(ledgerExecutions, { deskId: DESK, limit: 5, cursor })).toEqual({
      ok: false,
      code: 'BAD_CURSOR',
      message: expect.stringContaining('from its beginning'),
    })
})
