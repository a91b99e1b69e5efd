import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  contractImport,
  ledgerControl,
  ledgerEvidence,
  ledgerExecution,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  type Accepted,
  type Account,
  type Body,
  type ExecutionRecord,
  type LegPlan,
  type LegState,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import { createLogger, every } from '@surefoot/shared/runtime'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { createDatabase, startNats, startService } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { vi } from 'vitest'
import type { z } from 'zod'
import type { Ports, Settings } from '../src/ports.ts'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'
import {
  arm,
  EXECUTOR,
  record,
  serveAccounts,
  usualScript,
  type Books,
  type ScriptedAccounts,
} from './scripted-accounts.ts'

const WAIT = { timeout: 120_000, interval: 50 }
const DESK = 'main'

/** Times that a busy machine does not exceed; a test that waits for silence shortens them. */
const SETTINGS: Settings = {
  options: ['other_side', 'opposite'],
  lossLimitMinor: 1000,
  hedgeDeadlineMs: 60_000,
  lookMs: 20_000,
  executionTimeoutMs: 30_000,
  askEveryMs: 200,
  leaseMs: 2000,
}

/** A real ledger that holds lone legs, and an executor of each account that does what its script says. */
export interface LoneLegWorld extends AsyncDisposable {
  readonly bus: Bus
  readonly natsUrl: string
  readonly books: Books
  /** Set anew for each lone leg: A shows the opposite at 1.8, B its own side at 2.1, both take what comes. */
  readonly script: ScriptedAccounts
  readonly createPorts: (own?: { bus?: Bus; settings?: Partial<Settings> }) => Ports
  /** An execution of which A was accepted with 100 at 2.1, its hedge triggered. Its id. */
  readonly openLone: (stateOfB?: LegState) => Promise<string>
  readonly setTrading: (trading: 'RUN' | 'HALT_ALL') => Promise<void>
  readonly readRecord: (executionId: string) => Promise<ExecutionRecord>
}

export async function openLoneLegWorld(): Promise<LoneLegWorld> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('hedge-test', 'silent')
  const [nats, database] = await Promise.all([startNats(), createDatabase()])
  stack.use(nats)
  stack.use(database)
  const environment = {
    NATS_URL: nats.url,
    SAFE_MODE: 'off',
    DATABASE_URL: database.url,
    // Lone bets stay open, and there are many of them.
    MAX_TOTAL_EXPOSURE: '1000000',
  }
  stack.use(startService('audit', environment))
  const bus = stack.use(await openBus({ url: nats.url, service: 'hedge', logger }))
  const setTrading = async (trading: 'RUN' | 'HALT_ALL'): Promise<void> => {
    const change = { trading, venue: 'live' as const }
    await demand(bus, ledgerControl, { deskId: DESK, change, actor: 'test', reason: null })
  }
  await vi.waitFor(() => setTrading('RUN'), WAIT)
  await Promise.all(ACCOUNTS.map((account) => importContract(bus, account)))
  const script = usualScript()
  const books: Books = { lones: [], hedges: [], submits: [] }
  const { promise: ending, reject: end } = Promise.withResolvers<never>()
  ending.catch(() => undefined)
  await serveAccounts(bus, DESK, { script, books, ending })
  const owned = stack.move()
  return {
    bus,
    natsUrl: nats.url,
    books,
    script,
    createPorts: ({ bus: own = bus, settings = {} } = {}) => ({
      bus: own,
      ledger: createLedger(own),
      readTerms: createReadTerms(own),
      epochMs: () => Date.now(),
      every,
      instanceId: randomUUID(),
      logger,
      settings: { ...SETTINGS, ...settings },
    }),
    openLone: async (stateOfB = 'DENIED') => {
      Object.assign(script, usualScript())
      await setTrading('RUN')
      await Promise.all(ACCOUNTS.map((account) => holdLease(bus, account)))
      const executionId = await openLone(bus, stateOfB)
      books.lones.push(`${executionId}-A`)
      return executionId
    },
    setTrading,
    readRecord: (executionId) => demand(bus, ledgerExecution, { executionId }),
    [Symbol.asyncDispose]: async () => {
      end(new Error('the test is over'))
      await owned.disposeAsync()
    },
  }
}

async function demand<B extends Body, R extends Body>(
  bus: Bus,
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
): Promise<Accepted<R>> {
  const reply = await bus.request(definition, body, { deadlineMs: 60_000 })
  if (reply.ok) return reply
  throw new Error(reply.message)
}

async function holdLease(bus: Bus, account: Account): Promise<void> {
  const resource = `account:${DESK}:${account}`
  const ask = { resource, holder: EXECUTOR, ttlMs: 120_000 }
  const { epoch } = await demand(bus, ledgerLease, ask)
  await demand(bus, ledgerEvidence, {
    deskId: DESK,
    account,
    providerId: account === 'A' ? 'north' : 'south',
    contractVersion: 1,
    executorId: EXECUTOR,
    epoch,
    missing: [],
  })
}

async function importContract(bus: Bus, account: Account): Promise<void> {
  const name = account === 'A' ? 'north' : 'south'
  const path = new URL(`../../../apps/sandbox/contracts/${name}.json`, import.meta.url)
  const document = {
    ...JSON.parse(await readFile(path, 'utf8')),
    origins: [`http://127.0.0.1:${account === 'A' ? 1 : 2}`],
  }
  await demand(bus, contractImport, { deskId: 'main', document, actor: 'test' })
}

async function openLone(bus: Bus, stateOfB: LegState): Promise<string> {
  const executionId = randomUUID()
  const deadline = new Date(Date.now() + 60_000).toISOString()
  const plan = (role: Account): LegPlan =>
    buildLeg(role, 'AUTHORIZED', {
      executionId,
      legId: `${executionId}-${role}`,
      eventId: executionId,
      selectionId: `${executionId} ${role}`,
      deadline,
    })
  const { opportunity } = buildRecord([])
  const { A, B } = opportunity.legs
  const legs = { A: plan('A'), B: plan('B') }
  const betOf = ({ eventId, selectionId }: LegPlan) => ({ eventId, selectionId })
  const opposite = { selectionId: `${executionId} opposite`, outcome: 'away' as const, odds: '1.8' }
  await demand(bus, ledgerOpen, {
    deskId: DESK,
    executionId,
    opportunity: {
      ...opportunity,
      matchId: executionId,
      legs: { A: { ...A, ...betOf(legs.A), opposite }, B: { ...B, ...betOf(legs.B) } },
    },
    venue: 'live',
    requestedBy: 'test',
    deadline,
    legs,
  })
  await arm(bus, `${executionId}-A`)
  await record(bus, `${executionId}-A`, buildReceipt({ betReference: `${executionId}-A` }))
  if (stateOfB === 'UNKNOWN') await arm(bus, `${executionId}-B`)
  const end = { to: stateOfB, by: 'test', reason: 'SUSPENDED' }
  await demand(bus, ledgerRecord, { ...end, legId: `${executionId}-B` })
  await demand(bus, ledgerHedge, { executionId, step: 'triggered', details: {} })
  return executionId
}
