/** What a provider accepted of a larger stake bounds what is taken, by hand and in auto. */
import { toMinor, worstCaseProfit } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type ContractRow,
  type LearntLimit,
  type Opportunity,
} from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { onBrowserStatus } from '../../src/account/on-browser-status.ts'
import { onDeskExecute } from '../../src/trading/on-desk-execute.ts'
import { reconcileDesk } from '../../src/desk/read-desk.ts'
import { onOpportunity, tryAgain } from '../../src/trading/auto.ts'
import { buildOpportunity, EXECUTION, PROVIDER, runningRow, watchingBrowser } from '../build.ts'
import { runDesk } from '../run-desk.ts'
import { SimulatedPorts } from '../simulated-ports.ts'

const execute = {
  deskId: 'main',
  executionId: EXECUTION,
  opportunityId: 'opportunity-1',
  actor: 'operator',
}

function contractOf(account: Account): ContractRow {
  const path = new URL(
    `../../../../apps/sandbox/contracts/${PROVIDER[account]}.json`,
    import.meta.url,
  )
  const document = JSON.parse(readFileSync(path, 'utf8'))
  const of = { providerId: PROVIDER[account], version: 1, name: PROVIDER[account], origins: [] }
  const stake = { step: account === 'A' ? '0.01' : '0.50', min: '1.00', max: '500.00' }
  const importedAt = '2026-01-01T12:00:00.000Z'
  return { ...of, document: { ...document, stake }, importedAt, importedBy: 'operator' }
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
  world.contracts = ACCOUNTS.map(contractOf)
  world.limits = [...limits]
  for (const account of ACCOUNTS) world.rows[account] = runningRow(account)
  const { desk } = runDesk(world)
  for (const account of ACCOUNTS)
    await onBrowserStatus(desk.accounts[account], watchingBrowser(account), desk.ports)
  await reconcileDesk(desk)
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
    await onOpportunity(desk, buildOpportunity())
    if (mode === 'manual') await onDeskExecute(desk, execute)
    const taken = world.enqueued[0]?.opportunity
    expect(stakesOf(taken)).toEqual([239, 250])
    expect(taken).toMatchObject({ profit: '0.36', profitBps: 736 })
  },
)

test('whatever the limits and the stake that is asked for, no stake is above a limit and the profit is right', async () => {
  const { world, desk } = await tradingDesk('manual')
  await onOpportunity(desk, buildOpportunity())
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
  await onOpportunity(desk, buildOpportunity())
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(stakesOf(world.enqueued[0]?.opportunity)).toEqual([2_500, 2_619])
})

test('limits that were not read from the ledger are not "none": nothing is taken until they are known', async () => {
  const { world, desk } = await tradingDesk('auto')
  const { desk: fresh } = runDesk(world)
  for (const account of ACCOUNTS)
    await onBrowserStatus(fresh.accounts[account], watchingBrowser(account), fresh.ports)
  fresh.control.replace(world.control)
  await onOpportunity(fresh, buildOpportunity())
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
  await onOpportunity(desk, buildOpportunity())
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
  await onOpportunity(desk, buildOpportunity())
  desk.limits.adopt({ deskId: 'main', limit: limitOf('B', '0.75'), isForgotten: false })
  expect(await onDeskExecute(desk, execute)).toMatchObject({ code: 'LIMITED' })
  desk.limits.adopt({ deskId: 'main', limit: limitOf('B', '0.75'), isForgotten: true })
  expect(await onDeskExecute(desk, execute)).toMatchObject({ ok: true })
  expect(stakesOf(world.enqueued[0]?.opportunity)).toEqual([2_500, 2_619])
})

test('a limit stays known while the ledger does not answer', async () => {
  const { world, desk } = await tradingDesk('auto', [limitOf('B', '2.50')])
  world.isLedgerSilent = true
  await reconcileDesk(desk)
  expect(desk.limits.find(limitOf('B', '2.50'))).toMatchObject({ stake: '2.50' })
})
