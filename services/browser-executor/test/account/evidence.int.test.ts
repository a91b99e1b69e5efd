import { openBus } from '@surefoot/shared/bus'
import { ledgerEvidence, legPlace, ok, refuse } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { launchSimulated } from '../../src/browser/simulated-browser.ts'
import { systemClock } from '../../src/edge.ts'
import { EMPTY_RECEIPT } from '../../src/legs/receipt.ts'
import type { AccountBrowser } from '../../src/ports.ts'
import { createBrowserExecutor } from '../../src/service.ts'
import { createAccount, SLOW } from '../support/account.ts'
import { authorize, readLeg } from '../support/legs.ts'
import { openStand, type Stand } from '../support/stand.ts'

const WITHIN = { deadlineMs: 40_000 }
const quote = {
  providerId: 'north',
  eventId: '1',
  home: 'Home',
  away: 'Away',
  start: '2026-11-24T16:00:00.000Z',
  sport: 'tennis',
  competition: null,
  market: 'match_winner',
  line: null,
  selectionId: '7',
  outcome: 'home',
  odds: '2.1',
  maxStake: null,
  suspended: false,
} as const

type Reading = Awaited<ReturnType<AccountBrowser['readBets']>>

const readable: Reading = ok({ bets: [], balance: '100.00', readAt: '2026-01-31T18:29:00.000Z' })
const unreadable = refuse('READ_FAILED', 'of the open bets, the answer is not JSON')
const ofUnreadableRows: Reading = { ...readable, unreadable: 3 }

let stand: Stand
/** A page whose lists and session are what the test makes them, in front of the real service and ledger. */
let page: { reading: Reading; isLoggedIn: boolean; submits: number }
/** Before each report of what was read reaches the ledger. */
let beforeReport: () => Promise<void>

beforeAll(async () => {
  stand = await openStand({ desks: ['main'], hasExecutor: false })
})
afterAll(() => stand[Symbol.asyncDispose]())
beforeEach(() => {
  page = { reading: readable, isLoggedIn: true, submits: 0 }
  beforeReport = async () => undefined
})

async function startExecutor(): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('test', 'silent')
  const bus = stack.use(await openBus({ url: stand.natsUrl, service: 'browser-executor', logger }))
  stack.use(
    await createBrowserExecutor({
      bus: {
        ...bus,
        request: async (definition, body, options) => {
          if (definition.subject === ledgerEvidence.subject) await beforeReport()
          return bus.request(definition, body, options)
        },
      },
      logger,
      clock: systemClock,
      launch: async (order) => ({
        ...(await launchSimulated(order)),
        isSimulated: false,
        readSession: async () => ({ isLoggedIn: page.isLoggedIn, balance: '100.00' }),
        readBets: async () => page.reading,
        submit: async ({ permit: { stake, leastOdds: odds }, plan: { legId } }) => {
          page.submits += 1
          return { ...EMPTY_RECEIPT, state: 'ACCEPTED', stake, odds, betReference: legId }
        },
      }),
      configuredOrigins: [],
      executorId: randomUUID(),
      serves: {},
      newId: randomUUID,
      newToken: () => randomBytes(32).toString('base64url'),
    }),
  )
  return stack.move()
}

const place = async () => {
  const selectionId = randomUUID()
  const plan = await authorize(stand, { ...quote, selectionId }, { deskId: 'main' })
  return { plan, reply: await stand.bus.request(legPlace, plan, WITHIN) }
}

it.for([
  ['cannot be read', unreadable],
  ['has rows, and none of them can be read', ofUnreadableRows],
] as const)(
  'an account whose list of bets %s bets nothing live, says so, and bets once it was read',
  { timeout: 120_000 },
  async ([, reading]) => {
    page.reading = reading
    await using executor = await startExecutor()
    const account = createAccount(stand, 'main', 'north')
    const { browserId } = await account.open()
    await account.watchOnly(browserId)
    await vi.waitFor(
      () =>
        expect(account.status()?.unread).toContainEqual({ part: 'lists', why: expect.any(String) }),
      SLOW,
    )
    const refused = await place()
    expect(refused.reply).toMatchObject({ ok: false, code: 'EVIDENCE_MISSING' })
    expect((await readLeg(stand, refused.plan)).state).toBe('AUTHORIZED')
    expect(page.submits).toBe(0)
    page.reading = readable
    await vi.waitFor(() => expect(account.status()?.unread).toEqual([]), SLOW)
    expect((await place()).reply).toMatchObject({ ok: true, state: 'ACCEPTED' })
    expect(page.submits).toBe(1)
    await account.close()
    expect(executor).toBeDefined()
  },
)

it(
  'what a browser has read is known when its watching has begun, and of a logged-out page nothing is',
  { timeout: 120_000 },
  async () => {
    await using executor = await startExecutor()
    const account = createAccount(stand, 'main', 'north')
    const first = await account.open()
    await account.watchOnly(first.browserId)
    expect((await place()).reply).toMatchObject({ ok: true, state: 'ACCEPTED' })
    await account.close()
    page.isLoggedIn = false
    const second = await account.open()
    await account.watchOnly(second.browserId)
    const refused = await place()
    expect(refused.reply).toMatchObject({ code: 'EVIDENCE_MISSING' })
    expect(!refused.reply.ok && refused.reply.message).toContain('session (nobody is logged in)')
    await account.close()
    expect(executor).toBeDefined()
  },
)

it(
  'a watch is answered when a slow ledger holds all that was read',
  { timeout: 120_000 },
  async () => {
    // The session is read first: its report is under way when the lists are there.
    let reports = 0
    beforeReport = async () => {
      reports += 1
      if (reports === 1) await delay(1000)
    }
    await using executor = await startExecutor()
    const account = createAccount(stand, 'main', 'north')
    const { browserId } = await account.open()
    await account.watchOnly(browserId)
    expect((await place()).reply).toMatchObject({ ok: true, state: 'ACCEPTED' })
    await account.close()
    expect(executor).toBeDefined()
  },
)
