import { shownOf } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { onBrowserStatus } from '../../src/account/on-browser-status.ts'
import { reconcileDesk, reconcileLimits } from '../../src/desk/read-desk.ts'
import { onOpportunity, tryAgain } from '../../src/trading/auto.ts'
import { onDeskExecute } from '../../src/trading/on-desk-execute.ts'
import { buildRecord, EXECUTION, runningRow, watchingBrowser } from '../build.ts'
import { batchOf, contractOf, foundOpportunity, marketOf, showPrices } from '../prices.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const execute = {
  deskId: 'main',
  executionId: EXECUTION,
  opportunityId: 'opportunity-1',
  actor: 'operator',
}

async function tradingDesk(mode: 'manual' | 'auto') {
  const world = new SimulatedPorts()
  world.control = { trading: 'RUN', mode, venue: 'live' }
  world.contracts = [contractOf('A'), contractOf('B')]
  world.rows.A = runningRow('A')
  world.rows.B = runningRow('B')
  const { desk } = runDesk(world)
  await onBrowserStatus(desk.accounts.A, watchingBrowser('A'), desk.ports)
  await onBrowserStatus(desk.accounts.B, watchingBrowser('B'), desk.ports)
  await reconcileLimits(desk)
  await showPrices(desk, world)
  return { world, desk }
}

test('by hand, an opportunity is taken when the operator says so, and asking twice is asking once', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, foundOpportunity())
  expect(world.enqueued).toEqual([])
  const replies = await Promise.all([onDeskExecute(desk, execute), onDeskExecute(desk, execute)])
  expect(replies).toEqual([
    { ok: true, executionId: EXECUTION },
    { ok: true, executionId: EXECUTION },
  ])
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(world.enqueued).toHaveLength(1)
  expect(world.enqueued[0]).toMatchObject({ executionId: EXECUTION, venue: 'live' })
})

test('an execution that the ledger knows is answered after a restart, not taken again', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, foundOpportunity())
  world.unfinished = [buildRecord(EXECUTION, 'match-1')]
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(world.enqueued).toEqual([])
})

test('an opportunity that is gone is refused, and so is one when the ledger is silent', async () => {
  const { world, desk } = await tradingDesk('manual')
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'OPPORTUNITY_GONE' })
  await onOpportunity(desk, foundOpportunity())
  world.isLedgerSilent = true
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'LEDGER_SILENT' })
  expect(world.enqueued).toEqual([])
})

test('what is executed is what was shown: an id that names another match or bet by now is refused', async () => {
  const { world, desk } = await tradingDesk('manual')
  const first = foundOpportunity()
  await onOpportunity(desk, first)
  const { legs } = first
  const others = [
    foundOpportunity({ matchId: 'match-2', home: 'Other' }),
    foundOpportunity({ market: 'total' }),
    foundOpportunity({ line: '2.5' }),
    foundOpportunity({ legs: { ...legs, B: { ...legs.B, selectionId: 'other' } } }),
  ]
  for (const other of others) {
    await onOpportunity(desk, other)
    expect(await onDeskExecute(desk, { ...execute, shown: shownOf(first) })).toMatchObject({
      ok: false,
      code: 'OPPORTUNITY_CHANGED',
    })
  }
  // An id alone that has been two opportunities says nothing.
  await onOpportunity(desk, first)
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'OPPORTUNITY_CHANGED' })
  expect(world.enqueued).toEqual([])
  expect(await onDeskExecute(desk, { ...execute, shown: shownOf(first) })).toMatchObject({
    ok: true,
  })
  expect(world.enqueued).toHaveLength(1)
})

test('what a rail leaves to an operator is executed only by a request that shows that the row showed why', async () => {
  const { world, desk } = await tradingDesk('manual')
  const plain = foundOpportunity()
  const review = { rail: 'edge above the cap', because: 'A sure 6 % is more than usual.' }
  const left = foundOpportunity({ review })
  await onOpportunity(desk, left)
  for (const shown of [undefined, shownOf(plain)])
    expect(await onDeskExecute(desk, { ...execute, ...(shown && { shown }) })).toMatchObject({
      code: 'NEEDS_REVIEW',
    })
  expect(world.enqueued).toEqual([])
  expect(await onDeskExecute(desk, { ...execute, shown: shownOf(left) })).toMatchObject({
    ok: true,
  })
  expect(world.enqueued).toHaveLength(1)
})

test('a price that moved is still what was shown', async () => {
  const { world, desk } = await tradingDesk('manual')
  const first = foundOpportunity()
  await onOpportunity(desk, first)
  const quotes = marketOf('A', { match: 1 }, ['2.12', '1.8'])
  desk.prices.onQuotes(batchOf('A', { receivedAt: world.nowMs, quotes }))
  expect(await onDeskExecute(desk, { ...execute, shown: shownOf(first) })).toMatchObject({
    ok: true,
  })
  expect(world.enqueued).toHaveLength(1)
})

test('in auto a found opportunity is taken once, while its execution is open nothing else is', async () => {
  const { world, desk } = await tradingDesk('auto')
  await onOpportunity(desk, foundOpportunity())
  await onOpportunity(desk, foundOpportunity())
  await onOpportunity(desk, foundOpportunity({}, 2))
  expect(world.enqueued).toHaveLength(1)
  expect(world.enqueued[0]).toMatchObject({ requestedBy: 'auto' })
  expect(world.declined).toEqual(['MATCH_BUSY', 'DESK_BUSY'])
})

test('when an execution is closed, auto looks again and takes the next match at once', async () => {
  const { world, desk } = await tradingDesk('auto')
  await onOpportunity(desk, foundOpportunity())
  await onOpportunity(desk, foundOpportunity({}, 2))
  const [first] = world.enqueued
  desk.executions.close(first?.executionId ?? '', desk.ports.clock.monotonicMs())
  await tryAgain(desk)
  expect(world.enqueued.map(({ opportunity }) => opportunity.home)).toEqual([
    'Carlos Alcaraz',
    'Novak Djokovic',
  ])
})

test('in auto a halted desk declines in words, once', async () => {
  const { world, desk } = await tradingDesk('auto')
  world.control = { ...world.control, trading: 'HALT_NEW' }
  await reconcileDesk(desk)
  await onOpportunity(desk, foundOpportunity())
  await tryAgain(desk)
  expect(world.enqueued).toEqual([])
  expect(world.declined).toEqual(['HALTED'])
})

test('a request that the queue did not confirm keeps its match busy: it may be executed all the same', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, foundOpportunity())
  world.isEnqueueFailing = true
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'NOT_ENQUEUED' })
  const again = { ...execute, executionId: '22222222-2222-4222-8222-222222222222' }
  expect(await onDeskExecute(desk, again)).toMatchObject({ code: 'MATCH_BUSY' })
  expect(world.enqueued).toHaveLength(1)
})

test('a price stays as old as it is when the wall clock is set back, and a clock that is ahead makes none old (C21)', async () => {
  const { world, desk } = await tradingDesk('manual')
  const { legs, ...rest } = foundOpportunity()
  const published = { A: { ...legs.A, ageMs: 1_000 }, B: { ...legs.B, ageMs: 0 } }
  await onOpportunity(desk, { ...rest, legs: published })
  world.aheadMs = -3_600_000
  world.nowMs += 4_001
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'QUOTE_STALE' })
  const ahead = { A: { ...published.A, receivedAt: 1, ageMs: 0 }, B: published.B }
  await onOpportunity(desk, { ...rest, legs: ahead })
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'CLOCK_SKEW' })
  world.aheadMs = 0
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
})

test.each([2_000, -2_000, 15_000, -15_000])(
  'a worker whose clock is off by %i ms takes nothing, and the refusal has the figure',
  async (aheadMs) => {
    const { world, desk } = await tradingDesk('manual')
    await onOpportunity(desk, foundOpportunity())
    world.aheadMs = aheadMs
    const figure = `${Math.abs(aheadMs / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`
    expect(await onDeskExecute(desk, execute)).toMatchObject({
      code: 'CLOCK_SKEW',
      message: expect.stringContaining(figure),
    })
    expect(world.enqueued).toEqual([])
  },
)

test("a request expires by the ledger's clock, whatever the worker's shows", async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, foundOpportunity())
  world.aheadMs = 400
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(Math.abs((world.enqueued[0]?.expiresAt ?? 0) - world.nowMs - 3_000)).toBeLessThan(10)
})
