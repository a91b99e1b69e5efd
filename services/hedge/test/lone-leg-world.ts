import {
  ACCOUNTS,
  contractImport,
  createLogger,
  ledgerArm,
  ledgerControl,
  ledgerExecution,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  legPlace,
  legPrepare,
  ok,
  openBus,
  type Accepted,
  type Body,
  type Bus,
  type ExecutionRecord,
  type LegPlan,
  type RequestDefinition,
} from '@surefoot/shared'
import { createDatabase, startNats } from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { vi } from 'vitest'
import type { z } from 'zod'
import { createLedger } from '@surefoot/ledger-client'
import type { Ports } from '../src/ports.ts'
import { createReadTerms } from '@surefoot/ledger-client'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'
import { startProcess } from './start-process.ts'

const WAIT = { timeout: 30_000, interval: 50 }
const DESK = 'main'
const EXECUTOR = 'scripted'

/** A real ledger that holds lone legs, and an executor of A that takes every hedge. */
export interface LoneLegWorld extends AsyncDisposable {
  readonly bus: Bus
  /** Legs that were placed, in order: each is a bet. */
  readonly bets: string[]
  readonly createPorts: (bus?: Bus) => Ports
  /** An execution of which A was accepted and B denied, its hedge triggered. Its id. */
  readonly openLone: () => Promise<string>
  readonly readRecord: (executionId: string) => Promise<ExecutionRecord>
}

export async function openLoneLegWorld(): Promise<LoneLegWorld> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('hedge-test', 'silent')
  const [nats, database] = await Promise.all([startNats(), createDatabase()])
  stack.use(nats)
  stack.use(database)
  const environment = { NATS_URL: nats.url, SAFE_MODE: 'off', DATABASE_URL: database.url }
  stack.use(startProcess('../../audit/src/main.ts', environment))
  const bus = stack.use(await openBus({ url: nats.url, service: 'hedge', logger }))
  const demand = createDemand(bus)
  const change = { trading: 'RUN' as const, venue: 'live' as const }
  const control = { deskId: DESK, change, actor: 'test', reason: null }
  await vi.waitFor(() => demand(ledgerControl, control), WAIT)
  for (const account of ACCOUNTS) {
    const resource = `account:${DESK}:${account}`
    await demand(ledgerLease, { resource, holder: EXECUTOR, ttlMs: 120_000 })
  }
  await importContract(bus)
  const bets: string[] = []
  await serveAccountA(bus, bets)
  const owned = stack.move()
  return {
    bus,
    bets,
    createPorts: (own = bus) => ({
      bus: own,
      ledger: createLedger(own),
      readTerms: createReadTerms(own),
      epochMs: () => Date.now(),
      logger,
      settings: { lossLimitMinor: 1000, executionTimeoutMs: 5000 },
    }),
    openLone: () => openLone(bus),
    readRecord: (executionId) => demand(ledgerExecution, { executionId }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function createDemand(bus: Bus) {
  return async <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    body: z.input<B>,
  ): Promise<Accepted<R>> => {
    const reply = await bus.request(definition, body, { deadlineMs: 5000 })
    if (reply.ok) return reply
    throw new Error(reply.message)
  }
}

async function importContract(bus: Bus): Promise<void> {
  const path = new URL('../../../apps/sandbox/contracts/north.json', import.meta.url)
  const document = JSON.parse(await readFile(path, 'utf8'))
  await createDemand(bus)(contractImport, { document, actor: 'test' })
}

async function serveAccountA(bus: Bus, bets: string[]): Promise<void> {
  const scope = { deskId: DESK, account: 'A' as const }
  const slip = { odds: '1.8', maxStake: null, balance: '1000.00' }
  await bus.serve(legPrepare, async ({ stake }) => ok({ slip: { ...slip, stake } }), { scope })
  await bus.serve(
    legPlace,
    async (plan) => {
      await arm(bus, plan)
      bets.push(plan.legId)
      const receipt = buildReceipt({ stake: plan.stake, odds: '1.8', betReference: plan.legId })
      await accept(bus, plan.legId, receipt)
      return ok({ state: 'ACCEPTED', receipt })
    },
    { scope },
  )
}

async function arm(bus: Bus, { legId }: Pick<LegPlan, 'legId'>): Promise<void> {
  await createDemand(bus)(ledgerArm, {
    legId,
    executorId: EXECUTOR,
    epoch: 1,
    nonce: randomUUID(),
    isSimulated: false,
    balanceBefore: '1000.00',
  })
}

async function accept(
  bus: Bus,
  legId: string,
  receipt: ReturnType<typeof buildReceipt>,
): Promise<void> {
  const move = { legId, to: 'ACCEPTED' as const, by: 'test', reason: 'Taken', receipt }
  await createDemand(bus)(ledgerRecord, move)
}

async function openLone(bus: Bus): Promise<string> {
  const demand = createDemand(bus)
  const executionId = randomUUID()
  const deadline = new Date(Date.now() + 60_000).toISOString()
  const plan = (role: 'A' | 'B'): LegPlan =>
    buildLeg(role, 'AUTHORIZED', {
      executionId,
      legId: `${executionId}-${role}`,
      selectionId: `${executionId} ${role}`,
      deadline,
    })
  const { opportunity } = buildRecord([])
  const { A } = opportunity.legs
  const opposite = { selectionId: `${executionId} H`, outcome: 'away' as const, odds: '1.8' }
  await demand(ledgerOpen, {
    deskId: DESK,
    executionId,
    opportunity: {
      ...opportunity,
      matchId: executionId,
      legs: { ...opportunity.legs, A: { ...A, opposite } },
    },
    venue: 'live',
    requestedBy: 'test',
    deadline,
    legs: { A: plan('A'), B: plan('B') },
  })
  await arm(bus, plan('A'))
  await accept(bus, `${executionId}-A`, buildReceipt({ betReference: `${executionId}-A` }))
  const denied = { to: 'DENIED' as const, by: 'test', reason: 'SUSPENDED' }
  await demand(ledgerRecord, { ...denied, legId: `${executionId}-B` })
  await demand(ledgerHedge, { executionId, step: 'triggered', details: {} })
  return executionId
}
