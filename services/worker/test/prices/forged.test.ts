/** An opportunity is a claim: whoever may publish one places nothing that the worker's own quotes do not show. */
import { ACCOUNTS, opportunity, type Account, type Quote } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { onBrowserStatus } from '../../src/account/on-browser-status.ts'
import { reconcileLimits } from '../../src/desk/read-desk.ts'
import { onOpportunity, tryAgain } from '../../src/trading/auto.ts'
import { onDeskExecute } from '../../src/trading/on-desk-execute.ts'
import { BROWSER, EXECUTION, OTHER_BROWSER, runningRow, watchingBrowser } from '../build.ts'
import {
  batchOf,
  contractOf,
  foundOpportunity,
  marketOf,
  PRESENT,
  selectionOf,
  showPrices,
} from '../prices.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'
import { holdClaim } from '../../src/prices/hold-claim.ts'
import { FORGERIES } from './forgeries.ts'

const HANDICAP = { match: 3, market: 'handicap', line: '-3.5' } as const

const execute = {
  deskId: 'main',
  executionId: EXECUTION,
  opportunityId: 'opportunity-1',
  actor: 'operator',
}

async function autoDesk(present: Readonly<Record<Account, readonly Quote[]>> | null = PRESENT) {
  const world = new SimulatedPorts()
  world.control = { trading: 'RUN', mode: 'auto', venue: 'live' }
  world.contracts = [contractOf('A'), contractOf('B')]
  for (const account of ACCOUNTS) world.rows[account] = runningRow(account)
  const { desk } = runDesk(world)
  for (const account of ACCOUNTS)
    await onBrowserStatus(desk.accounts[account], watchingBrowser(account), desk.ports)
  await reconcileLimits(desk)
  if (present !== null) await showPrices(desk, world, present)
  return { world, desk }
}

type AutoDesk = Awaited<ReturnType<typeof autoDesk>>

/** The message arrives, is tried again, and an operator presses it. */
async function publish({ world, desk }: AutoDesk, message = foundOpportunity()) {
  await onOpportunity(desk, message)
  await tryAgain(desk)
  const reply = await onDeskExecute(desk, execute)
  return { reply, enqueued: world.enqueued.length, declined: world.declined[0] }
}

test('there are more than forty kinds of forged message, and the wire takes each of them', () => {
  expect(FORGERIES.length).toBeGreaterThanOrEqual(40)
  for (const [, , forge] of FORGERIES) expect(opportunity.safeParse(forge()).success).toBe(true)
})

test('the real one is taken, with the stakes, odds and profit of the own quotes', async () => {
  const { world, desk } = await autoDesk()
  await onOpportunity(desk, foundOpportunity())
  expect(world.declined).toEqual([])
  expect(world.enqueued).toMatchObject([
    {
      opportunity: {
        legs: { A: { stake: '25.00', odds: '2.1' }, B: { stake: '25.61', odds: '2.05' } },
        profit: '1.89',
        profitBps: 373,
      },
    },
  ])
})

test.each(FORGERIES)('nothing is placed for %s: %s', async (_title, code, forge) => {
  const desk = await autoDesk()
  const { reply, enqueued, declined } = await publish(desk, forge())
  expect({ enqueued, declined, code: reply.ok ? 'TAKEN' : reply.code }).toEqual({
    enqueued: 0,
    declined: code,
    code,
  })
  // The refusal bound nothing else: the real one is taken.
  await onOpportunity(desk.desk, foundOpportunity())
  expect(desk.world.enqueued).toHaveLength(1)
})

test.each([
  ['stake', 'NaN'],
  ['stake', '-25.00'],
  ['stake', '1e9'],
  ['stake', 'Infinity'],
  ['odds', '0.5'],
  ['odds', 'NaN'],
  ['odds', '-2.1'],
])('a %s of %s is no message', (field, value) => {
  const { legs, ...rest } = foundOpportunity()
  const forged = { ...rest, legs: { ...legs, A: { ...legs.A, [field]: value } } }
  expect(opportunity.safeParse(forged).success).toBe(false)
})

const twins = marketOf('A', { match: 1 }, ['2.1', '1.8'])
  .slice(0, 1)
  .map((quote) => Object.assign(quote, { selectionId: 'twin' }))
const without = (quotes: readonly Quote[], gone: string): Quote[] =>
  quotes.filter(({ selectionId }) => selectionId !== gone)
const changed = (account: Account, change: Partial<Quote>, of = 'home' as 'home' | 'away') => ({
  ...PRESENT,
  [account]: PRESENT[account].map((quote) =>
    quote.selectionId === selectionOf(account, { match: 1 }, of) ? { ...quote, ...change } : quote,
  ),
})

test.each([
  ['suspended at A', 'SUSPENDED', changed('A', { suspended: true })],
  ['suspended at B', 'SUSPENDED', changed('B', { suspended: true }, 'away')],
  ['lower at B by now', 'ODDS_ABOVE_RECEIVED', changed('B', { odds: '2.04' }, 'away')],
  [
    'without its other outcome',
    'PRICE_DOUBTED',
    { ...PRESENT, A: without(PRESENT.A, selectionOf('A', { match: 1 }, 'away')) },
  ],
  [
    'of two selections in one place',
    'PRICE_DOUBTED',
    {
      ...PRESENT,
      A: [...PRESENT.A, ...twins],
    },
  ],
  ['no bookmaker’s', 'PRICE_DOUBTED', changed('A', { odds: '2.6' }, 'away')],
])('a message of prices that are %s places nothing', async (_title, code, present) => {
  const { enqueued, declined } = await publish(await autoDesk(present))
  expect({ enqueued, declined }).toEqual({ enqueued: 0, declined: code })
})

test('a worker that has received nothing takes nothing', async () => {
  const { enqueued, declined } = await publish(await autoDesk(null))
  expect({ enqueued, declined }).toEqual({ enqueued: 0, declined: 'PRICE_UNKNOWN' })
})

test('a message that is published again after it is gone places nothing', async () => {
  const desk = await autoDesk()
  const quotes = marketOf('A', { match: 1 }, ['1.9', '1.95'])
  desk.desk.prices.onQuotes(batchOf('A', { receivedAt: desk.world.nowMs, quotes }))
  expect(await publish(desk)).toMatchObject({ enqueued: 0, declined: 'ODDS_ABOVE_RECEIVED' })
})

test('a message of prices that were withdrawn places nothing', async () => {
  const desk = await autoDesk()
  const deleted = PRESENT.B.map(({ selectionId }) => selectionId)
  desk.desk.prices.onQuotes(batchOf('B', { receivedAt: desk.world.nowMs, deleted }))
  expect(await publish(desk)).toMatchObject({ enqueued: 0, declined: 'PRICE_UNKNOWN' })
})

test('a message of a browser that is closed or replaced places nothing', async () => {
  const closed = await autoDesk()
  closed.desk.prices.onStatus(watchingBrowser('A', { isUp: false }))
  expect(await publish(closed)).toMatchObject({ enqueued: 0, declined: 'PRICE_UNKNOWN' })
  const replaced = await autoDesk()
  const receivedAt = replaced.world.nowMs
  replaced.desk.prices.onQuotes(batchOf('A', { browserId: OTHER_BROWSER, receivedAt }))
  // What the browser before sends late changes nothing.
  const late = batchOf('A', { browserId: BROWSER.A, receivedAt, quotes: [...PRESENT.A] })
  replaced.desk.prices.onQuotes(late)
  expect(await publish(replaced)).toMatchObject({ enqueued: 0, declined: 'PRICE_UNKNOWN' })
})

test('a message that claims to be fresh makes no price younger that the worker received long ago', async () => {
  const desk = await autoDesk()
  desk.world.nowMs += 5_001
  for (const account of ACCOUNTS)
    await onBrowserStatus(desk.desk.accounts[account], watchingBrowser(account), desk.desk.ports)
  expect(await publish(desk)).toMatchObject({ enqueued: 0, declined: 'QUOTE_STALE' })
})

test('a message of a match that has started places nothing', async () => {
  const started = (quotes: readonly Quote[]) =>
    quotes.map((quote) => ({ ...quote, start: new Date(0).toISOString() }))
  const desk = await autoDesk({ A: started(PRESENT.A), B: started(PRESENT.B) })
  const message = foundOpportunity({ start: new Date(0).toISOString() })
  expect(await publish(desk, message)).toMatchObject({ enqueued: 0, declined: 'PRICE_DOUBTED' })
})

test('a profit above what is usual is left to an operator, though the message asks for no review', async () => {
  const { legs, ...rest } = foundOpportunity()
  const B = { ...legs.B, odds: '2.2', stake: '23.86' }
  const message = { ...rest, legs: { A: legs.A, B }, profit: '3.63', profitBps: 742 }
  const present = [
    ...marketOf('B', { match: 1 }, ['1.75', '2.2']),
    ...marketOf('B', { match: 2 }, ['1.75', '2.2']),
  ]
  const desk = await autoDesk({ ...PRESENT, B: present })
  expect(await publish(desk, message)).toMatchObject({
    enqueued: 0,
    declined: 'NEEDS_REVIEW',
    reply: { code: 'NEEDS_REVIEW' },
  })
})

test('of a flood of forged messages the worker keeps a bounded number, and the real one after it is taken', async () => {
  const { world, desk } = await autoDesk()
  for (let id = 0; id < 3_000; id += 1)
    await onOpportunity(
      desk,
      foundOpportunity({ opportunityId: `forged-${id}`, profitBps: 99_999 }),
    )
  expect(desk.opportunities.all(desk.ports.clock.monotonicMs())).toHaveLength(2_000)
  await onOpportunity(desk, foundOpportunity())
  expect(world.enqueued).toHaveLength(1)
})

test('a handicap of a listing with the sides swapped is the same bet: what the own quotes show is taken', async () => {
  const listed = (account: Account, line: string, home: string, away: string): Quote[] => {
    const place = { match: 3, market: 'handicap', line } as const
    const isTurned = account === 'B'
    return marketOf(account, place, isTurned ? [away, home] : [home, away]).map((quote) =>
      Object.assign(quote, {
        eventId: `${account}-turned`,
        sport: 'football',
        ...(isTurned ? { home: quote.away, away: quote.home } : {}),
      }),
    )
  }
  // Clear prices before: each market of the two sides has to show which way round it lies.
  const { world, desk } = await autoDesk({
    A: listed('A', '-3.5', '2.6', '1.5'),
    B: listed('B', '+3.5', '2.6', '1.5'),
  })
  await showPrices(desk, world, {
    A: listed('A', '-3.5', '3.2', '1.38'),
    B: listed('B', '+3.5', '2.6', '1.52'),
  })
  const received = desk.prices.quoteOf('A', selectionOf('A', HANDICAP, 'home'))
  const pair = received && desk.prices.pairOf(received.quote)
  const verdict = pair && desk.prices.appraise(pair, { find: () => undefined })
  if (verdict?.kind !== 'found') throw new Error(JSON.stringify({ verdict, pair }))
  const { opportunity: own } = verdict
  expect(own).toMatchObject({ market: 'handicap', line: '-3.5' })
  expect(holdClaim(desk.prices, { find: () => undefined }, own)).toMatchObject({ ok: true })
  const otherLine = { ...own, line: '3.5' }
  expect(holdClaim(desk.prices, { find: () => undefined }, otherLine)).toMatchObject({
    code: 'OTHER_MARKET',
  })
})
