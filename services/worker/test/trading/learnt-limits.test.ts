/** What a provider accepted of a larger stake bounds what is taken, by hand and in auto. */
import { toMinor, worstCaseProfit } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type LearntLimit,
  type Opportunity,
} from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { onBrowserStatus } from '../../src/account/on-browser-status.ts'
import { onDeskExecute } from '../../src/trading/on-desk-execute.ts'
import { reconcileDesk } from '../../src/desk/read-desk.ts'
import { onOpportunity, tryAgain } from '../../src/trading/auto.ts'
import { EXECUTION, PROVIDER, runningRow, watchingBrowser } from '../build.ts'
import { contractOf, foundOpportunity, showPrices } from '../prices.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const execute = {
  deskId: 'main',
  executionId: EXECUTION,
  opportunityId: 'opportunity-1',
  actor: 'operator',
}

/** What a scanner publishes where B takes steps of 0.50. */
const found = (): Opportunity => {
  const { legs, ...rest } = foundOpportunity()
  const [A, B] = [
    { ...legs.A, stake: '24.89' },
    { ...legs.B, stake: '25.50' },
  ]
  return { ...rest, legs: { A, B }, profit: '1.87', profitBps: 371 }
}

const limitOf = (
  account: Account,
  stake: string,
  change: Partial<LearntLimit> = {},
): LearntLimit => ({
  deskId: 'main',
  account,
  providerId: PROVIDER[account],
  sport: 'tennis',
  market: 'match_winner',
  legId: `${EXECUTION}-${account}`,
  stake,
  asked: '25.00',
  since: '2026-01-01T12:00:00.000Z',
  ...change,
})

async function tradingDesk(mode: 'manual' | 'auto', limits: readonly LearntLimit[] = []) {
  const world = new SimulatedPorts()
  world.control = { trading: 'RUN', mode, venue: 'live' }
  world.contracts = [contractOf('A'), contractOf('B', '0.50')]
  world.limits = [...limits]
  for (const account of ACCOUNTS) world.rows[account] = runningRow(account)
  const { desk } = runDesk(world)
  for (const account of ACCOUNTS)
    await onBrowserStatus(desk.accounts[account], watchingBrowser(account), desk.ports)
  await reconcileDesk(desk)
  await showPrices(desk, world)
  return { world, desk }
}

const stakesOf = (opportunity: Opportunity | undefined) =>
  ACCOUNTS.map((account) => toMinor(opportunity?.legs[account].stake ?? '0'))

/** What the stakes of an opportunity win at least, whoever wins. */
function worstCaseOf({ legs }: Opportunity): number {
  const bets = ACCOUNTS.map((account) => {
    const { outcome, odds, stake } = legs[account]
    return { outcome, odds, stakeMinor: toMinor(stake) }
  })
  return worstCaseProfit(bets, ['home', 'away'])
}

test.each(['manual', 'auto'] as const)(
  'in %s a limit bounds both stakes, and the profit is what these stakes win for sure',
  async (mode) => {
    const { world, desk } = await tradingDesk(mode, [limitOf('B', '2.50')])
    await onOpportunity(desk, found())
    if (mode === 'manual') await onDeskExecute(desk, execute)
    const taken = world.enqueued[0]?.opportunity
    expect(stakesOf(taken)).toEqual([244, 250])
    expect(taken).toMatchObject({ profit: '0.18', profitBps: 364 })
  },
)

test('whatever the limits and the stake that is asked for, no stake is above a limit and the profit is right', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, found())
  const minor = fc.integer({ min: 100, max: 30_000 })
  const money = minor.map((amount) => (amount / 100).toFixed(2))
  await fc.assert(
    fc.asyncProperty(money, money, fc.option(money, { nil: undefined }), async (a, b, stake) => {
      world.limits = [limitOf('A', a), limitOf('B', b)]
      await reconcileDesk(desk)
      world.enqueued.length = 0
      const order = { ...execute, executionId: crypto.randomUUID() }
      const reply = await onDeskExecute(desk, stake === undefined ? order : { ...order, stake })
      desk.executions.close(order.executionId, 0)
      if (!reply.ok) return ['LIMITED', 'NO_STAKE', 'NO_PROFIT'].includes(reply.code)
      const taken = world.enqueued[0]?.opportunity
      const [ofA = 0, ofB = 0] = stakesOf(taken)
      expect(ofA).toBeLessThanOrEqual(Math.min(toMinor(a), toMinor(stake ?? '25.00')))
      expect(ofB).toBeLessThanOrEqual(toMinor(b))
      return taken !== undefined && toMinor(taken.profit) === worstCaseOf(taken)
    }),
  )
})

test('a limit of another sport, kind of market, provider or account bounds nothing', async () => {
  const { world, desk } = await tradingDesk('manual', [
    limitOf('B', '2.50', { sport: 'basketball' }),
    limitOf('B', '2.50', { market: 'total' }),
    limitOf('B', '2.50', { providerId: 'north' }),
    limitOf('A', '2.50', { providerId: 'south' }),
  ])
  await onOpportunity(desk, found())
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(stakesOf(world.enqueued[0]?.opportunity)).toEqual([2_489, 2_550])
})

test('limits that were not read from the ledger are not "none": nothing is taken until they are known', async () => {
  const { world, desk } = await tradingDesk('auto')
  const { desk: fresh } = runDesk(world)
  for (const account of ACCOUNTS)
    await onBrowserStatus(fresh.accounts[account], watchingBrowser(account), fresh.ports)
  fresh.control.replace(world.control)
  await showPrices(fresh, world)
  await onOpportunity(fresh, found())
  expect(world.declined).toEqual(['LIMITS_UNKNOWN'])
  expect(await onDeskExecute(fresh, execute)).toMatchObject({ code: 'LIMITS_UNKNOWN' })
  expect(world.enqueued).toEqual([])
  await reconcileDesk(fresh)
  await tryAgain(fresh)
  expect(world.enqueued).toHaveLength(1)
  expect(desk.limits.isKnown()).toBe(true)
})

test('a limit below what the provider takes is refused with the limit and what to do', async () => {
  const { world, desk } = await tradingDesk('manual', [limitOf('B', '0.75')])
  await onOpportunity(desk, found())
  expect(await onDeskExecute(desk, execute)).toEqual({
    ok: false,
    code: 'LIMITED',
    message:
      'Account B is limited to about 0.75 on tennis match winners at south, and no stakes within that win for sure. Forget the limit on the account, or take another opportunity.',
  })
  expect(await onDeskExecute(desk, { ...execute, stake: '0.50' })).toMatchObject({
    code: 'NO_STAKE',
  })
  expect(world.enqueued).toEqual([])
})

test('what is announced counts for the next opportunity, and so does that it was forgotten', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, found())
  desk.limits.adopt({ deskId: 'main', limit: limitOf('B', '0.75'), isForgotten: false })
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'LIMITED' })
  desk.limits.adopt({ deskId: 'main', limit: limitOf('B', '0.75'), isForgotten: true })
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(stakesOf(world.enqueued[0]?.opportunity)).toEqual([2_489, 2_550])
})

test('a limit stays known while the ledger does not answer', async () => {
  const { world, desk } = await tradingDesk('auto', [limitOf('B', '2.50')])
  world.isLedgerSilent = true
  await reconcileDesk(desk)
  expect(desk.limits.find(limitOf('B', '2.50'))).toMatchObject({ stake: '2.50' })
})
