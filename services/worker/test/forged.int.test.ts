/** Whoever may publish opportunities on the bus makes a running worker ring for nothing that its own quotes do not show. */
import { openBus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  accountToggle,
  contractImport,
  deskControl,
  execRequest,
  ledgerDesk,
  opportunityDeclined,
  opportunityFound,
  providerMarked,
  type Account,
  type ExecRequest,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, startNats, startService } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { ORIGIN, PROVIDER } from './build.ts'
import { FORGERIES } from './prices/forgeries.ts'
import { foundOpportunity } from './prices.ts'
import { publishPrices, realOpportunity } from './real-prices.ts'
import { openStandInExecutor } from './stand-in-executor.ts'

const WAIT = { timeout: 120_000, interval: 50 }
const SOON = { deadlineMs: 60_000 }
const deskId = 'main'
const FORGED = 200
const SEED = 20261201

test('of 200 forged messages none is taken, and the real one among them is', async () => {
  await using nats = await startNats()
  await using database = await createDatabase()
  await using stack = new AsyncDisposableStack()
  stack.use(startService('audit', { NATS_URL: nats.url, DATABASE_URL: database.url }))
  const logger = createLogger('forged-test', 'silent')
  const open = async (service: 'execution' | 'scanner' | 'browser-executor') =>
    stack.use(await openBus({ url: nats.url, service, logger }))
  const [bus, scanner, browsers] = [
    await open('execution'),
    await open('scanner'),
    await open('browser-executor'),
  ]
  const requested: ExecRequest[] = []
  const declined: string[] = []
  await bus.work(execRequest, async (request) => void requested.push(request))
  await bus.subscribe(opportunityDeclined, ({ code }) => void declined.push(code))
  const executor = stack.use(await openStandInExecutor(browsers, deskId))
  await vi.waitFor(() => bus.request(ledgerDesk, { deskId }, { deadlineMs: 10_000 }), WAIT)
  const versions = { A: await importContract('A'), B: await importContract('B') }
  stack.use(startService('worker', { NATS_URL: nats.url, MAX_QUOTE_AGE_MS: '60000' }))
  for (const account of ACCOUNTS) await run(account)
  const change = { trading: 'RUN', mode: 'auto' } as const
  await bus.request(deskControl, { deskId, change, actor: 'test' }, SOON)
  const desk = { deskId, executor, versions }

  const random = createRandom(SEED)
  const publishForged = (): void => {
    const [, , forge = foundOpportunity] = FORGERIES[Math.floor(random() * FORGERIES.length)] ?? []
    const opportunityId = `forged-${Math.floor(random() * 20)}`
    scanner.publish(opportunityFound, realOpportunity(desk, { ...forge(), opportunityId }))
  }
  publishPrices(browsers, desk)
  for (let sent = 0; sent < FORGED; sent += 1) {
    publishForged()
    if (sent % 40 === 0) publishPrices(browsers, desk)
    // The bus takes them one after another, as of a scanner that goes wrong.
    await scanner.roundTrip()
  }
  await vi.waitFor(() => expect(new Set(declined).size).toBeGreaterThanOrEqual(5), WAIT)
  expect(requested).toEqual([])
  await vi.waitFor(() => {
    publishPrices(browsers, desk)
    publishForged()
    scanner.publish(opportunityFound, realOpportunity(desk))
    publishForged()
    expect(requested).toHaveLength(1)
  }, WAIT)
  const { A, B } = foundOpportunity().legs
  expect(requested).toMatchObject([
    {
      requestedBy: 'auto',
      opportunity: {
        opportunityId: 'opportunity-1',
        legs: {
          A: { selectionId: A.selectionId, stake: A.stake, odds: A.odds },
          B: { selectionId: B.selectionId, stake: B.stake, odds: B.odds },
        },
        profit: '1.89',
      },
    },
  ])

  async function importContract(account: Account): Promise<number> {
    const path = new URL(
      `../../../apps/sandbox/contracts/${PROVIDER[account]}.json`,
      import.meta.url,
    )
    const document = { ...JSON.parse(await readFile(path, 'utf8')), origins: [ORIGIN[account]] }
    const reply = await bus.request(
      contractImport,
      { deskId: 'main', document, actor: 'test' },
      SOON,
    )
    if (!reply.ok) throw new Error(reply.message)
    return reply.contract.version
  }

  async function run(account: Account): Promise<void> {
    const url = ORIGIN[account]
    const on = { deskId, account, on: true, url, actor: 'test' }
    await vi.waitFor(
      async () => expect(await bus.request(accountToggle, on, SOON)).toMatchObject({ ok: true }),
      WAIT,
    )
    await vi.waitFor(async () => {
      const browserId = executor.status(account)?.browserId ?? randomUUID()
      const mark = { deskId, account, browserId, origin: url }
      expect(await bus.request(providerMarked, mark, SOON)).toMatchObject({ ok: true })
    }, WAIT)
    await vi.waitFor(() => expect(executor.asked).toContain(`watch ${account}`), WAIT)
    executor.change(account, { firstPacketAt: Date.now(), lastPacketAt: Date.now() })
    await vi.waitFor(async () => {
      const reply = await bus.request(ledgerDesk, { deskId }, { deadlineMs: 10_000 })
      expect(reply).toMatchObject({ accounts: { [account]: { state: 'RUNNING' } } })
    }, WAIT)
  }
})

/** The same numbers for the same seed, so that a failure comes again. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
