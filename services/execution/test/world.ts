import { toMinor } from '@surefoot/arbitrage'
import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  contractImport,
  ledgerControl,
  ledgerDesk,
  ledgerExecution,
  ledgerExposure,
  ledgerJournal,
  type ExecutionRecord,
  type Leg,
  type LegRole,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import {
  createDatabase,
  type ServiceProcess,
  startNats,
  startRedis,
  startService,
  type SkewedClock,
  type StartOptions,
  type TestNatsOptions,
  type TestServer,
} from '@surefoot/testkit'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, vi } from 'vitest'
import { createPorts, systemClock } from '../src/create-ports.ts'
import type { Ports, Settings } from '../src/ports.ts'
import { openRedis } from '../src/redis.ts'

export const WAIT = { timeout: 120_000, interval: 50 }
const logger = createLogger('execution-test', 'silent')

/** Long enough that a busy machine comes to the second leg within it; what is never answered waits for it. */
const EXECUTION_TIMEOUT_MS = 12_000

/** As in production, only faster. */
const SETTINGS: Settings = {
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  caps: { perMatchMinor: 100_000, totalMinor: 500_000 },
  leaseMs: 2000,
  resolveEveryMs: 200,
  resolveForMs: 8000,
  watchEveryMs: 500,
  statementEveryMs: 500,
}

/** Real NATS, Redis and ledger, and the hedge service. */
export interface World extends AsyncDisposable {
  readonly bus: Bus
  /** Where the executors are. */
  readonly executorBus: Bus
  readonly natsUrl: string
  readonly redis: TestServer
  readonly redisClient: ReturnType<typeof openRedis>
  readonly audit: ServiceProcess
  readonly hedge: ServiceProcess
  readonly startAudit: () => ServiceProcess
  readonly startHedge: () => ServiceProcess
  /** The service as it runs in production. */
  readonly startExecution: (options?: StartOptions) => ServiceProcess
  /** Ports of one more instance of the service. */
  readonly createPorts: (settings?: Partial<Settings>) => Ports
  /** A desk of its own that may trade. */
  readonly openDesk: () => Promise<string>
  /** A person says that the desk may trade: what failed before is not counted any more. */
  readonly run: (deskId: string) => Promise<void>
  readonly readTrading: (deskId: string) => Promise<string>
  /** What the system log of the desk holds under a code. */
  readonly readLog: (deskId: string, code: string) => Promise<SystemLogEntry[]>
  readonly readRecord: (executionId: string) => Promise<ExecutionRecord>
  /** As if the execution had been asked for an hour earlier. */
  readonly age: (executionId: string) => Promise<void>
  /** Waits until the execution is closed. */
  readonly untilClosed: (executionId: string) => Promise<ExecutionRecord>
  /** Waits until Redis counts for each execution what the ledger says. */
  readonly untilCounted: (deskId: string) => Promise<void>
  /** Rings a doorbell, once its queue is there: the service that takes from it makes it, when it starts and after an erasure. */
  readonly ring: Bus['enqueue']
}

export interface WorldOptions extends TestNatsOptions {
  /** The addresses of a NATS that is there already; left out: one of its own. */
  readonly natsUrl?: string
  /** The address at which the services, and they alone, reach a server; left out: its own. */
  readonly through?: (server: ServerKind, url: string) => Promise<string>
  /** Where the two report how they are; left out: nowhere. */
  readonly healthPorts?: { readonly audit: number; readonly execution: number }
  /** Of the machines of the ledger and of the hedge service; left out: it shows the time. */
  readonly clock?: SkewedClock
}

export type ServerKind = 'postgres' | 'redis' | 'nats'

export async function openWorld(worldOptions: WorldOptions = {}): Promise<World> {
  const {
    natsUrl,
    through = async (_server: ServerKind, url: string) => url,
    healthPorts,
    clock,
    ...options
  } = worldOptions
  const of = clock === undefined ? {} : { clock }
  await using stack = new AsyncDisposableStack()
  const startBus = async (): Promise<string> => natsUrl ?? stack.use(await startNats(options)).url
  const [url, redis, database] = await Promise.all([startBus(), startRedis(), createDatabase()])
  const nats = { url }
  stack.use(redis)
  stack.use(database)
  const reached = {
    nats: await through('nats', nats.url),
    redis: await through('redis', redis.url),
    postgres: await through('postgres', database.url),
  }
  const environment = {
    NATS_URL: reached.nats,
    SAFE_MODE: 'off',
    EXECUTION_TIMEOUT_MS: String(EXECUTION_TIMEOUT_MS),
  }
  const healthOf = (service: 'audit' | 'execution'): Record<string, string> =>
    healthPorts === undefined ? {} : { HEALTH_PORT: String(healthPorts[service]) }
  // Of its own, because a test may start more.
  const processes = stack.use(new AsyncDisposableStack())
  const startAudit = (): ServiceProcess =>
    processes.use(
      startService(
        'audit',
        {
          ...environment,
          ...healthOf('audit'),
          DATABASE_URL: reached.postgres,
          // So high that the counts in Redis refuse first.
          MAX_EXPOSURE_PER_MATCH: '100000',
          MAX_TOTAL_EXPOSURE: '100000',
        },
        of,
      ),
    )
  const startHedge = (): ServiceProcess => processes.use(startService('hedge', environment, of))
  const startExecution = (machine?: StartOptions): ServiceProcess =>
    processes.use(
      startService(
        'execution',
        { ...environment, ...healthOf('execution'), REDIS_URL: reached.redis },
        machine,
      ),
    )
  const [audit, hedge] = [startAudit(), startHedge()]
  const bus = stack.use(await openBus({ url: nats.url, service: 'execution', logger }))
  const executorBus = stack.use(await openBus({ url: nats.url, service: 'executor', logger }))
  const redisClient = stack.use(openRedis(redis.url, logger))
  const asker = createAsker(bus)
  await vi.waitFor(() => asker.readTrading('main'), WAIT)
  await importContracts(bus)
  const owned = stack.move()
  return {
    bus,
    executorBus,
    natsUrl: nats.url,
    age: (executionId) =>
      database.run(
        `UPDATE "execution_audit_log" SET "timestamp" = "timestamp" - interval '1 hour' WHERE "id" = $1`,
        [executionId],
      ),
    redis,
    redisClient,
    audit,
    hedge,
    startAudit,
    startHedge,
    startExecution,
    createPorts: (settings = {}) =>
      createPorts({
        bus,
        redis: redisClient,
        logger,
        clock: systemClock,
        stopping: new AbortController().signal,
        instanceId: randomUUID(),
        settings: { ...SETTINGS, ...settings },
      }),
    ...asker,
    ring: (...doorbell) => vi.waitFor(() => bus.enqueue(...doorbell), WAIT),
    untilCounted: (deskId) => untilCounted({ bus, redisClient }, deskId),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function createAsker(bus: Bus) {
  const readTrading = async (deskId: string): Promise<string> => {
    const reply = await bus.request(ledgerDesk, { deskId }, { deadlineMs: 10_000 })
    if (!reply.ok) throw new Error(reply.message)
    return reply.control.trading
  }
  const readRecord = async (executionId: string): Promise<ExecutionRecord> => {
    const reply = await bus.request(ledgerExecution, { executionId }, { deadlineMs: 60_000 })
    if (!reply.ok) throw new Error(reply.message)
    return reply
  }
  const run = async (deskId: string): Promise<void> => {
    const control = { trading: 'RUN' as const, venue: 'live' as const }
    const change = { deskId, change: control, actor: 'test', reason: null }
    const reply = await bus.request(ledgerControl, change, { deadlineMs: 60_000 })
    if (!reply.ok) throw new Error(reply.message)
  }
  return {
    readTrading,
    readRecord,
    readLog: async (deskId: string, code: string): Promise<SystemLogEntry[]> => {
      const body = { deskId, limit: 500 }
      const reply = await bus.request(ledgerJournal, body, { deadlineMs: 60_000 })
      if (!reply.ok) throw new Error(reply.message)
      return reply.log.filter((entry) => entry.code === code)
    },
    run,
    openDesk: async () => {
      const deskId = `desk-${randomUUID().slice(0, 8)}`
      await run(deskId)
      return deskId
    },
    untilClosed: (executionId: string) =>
      vi.waitFor(async () => {
        const record = await readRecord(executionId)
        expect(record.execution.closedAt).not.toBeNull()
        return record
      }, WAIT),
  }
}

async function importContracts(bus: Bus): Promise<void> {
  for (const [index, name] of ['north', 'south'].entries()) {
    const path = new URL(`../../../apps/sandbox/contracts/${name}.json`, import.meta.url)
    const document = {
      ...JSON.parse(await readFile(path, 'utf8')),
      origins: [`http://127.0.0.1:${index + 1}`],
      // So that absence is proven only if the time for proof begins after the delay.
      longestAcceptanceDelayMs: 3000,
    }
    const reply = await bus.request(
      contractImport,
      { deskId: 'main', document, actor: 'test' },
      { deadlineMs: 60_000 },
    )
    if (!reply.ok) throw new Error(reply.message)
  }
}

async function untilCounted(
  { bus, redisClient }: Pick<World, 'bus' | 'redisClient'>,
  deskId: string,
): Promise<void> {
  await vi.waitFor(async () => {
    const reply = await bus.request(ledgerExposure, { deskId }, { deadlineMs: 60_000 })
    if (!reply.ok) throw new Error(reply.message)
    for (const account of ['A', 'B'] as const) {
      const counted = await redisClient.hgetall(`exposure:{${deskId}}:${account}`)
      const outstanding = reply[account].executions.map(({ executionId, matchId, stake }) => [
        `${executionId}:${matchId}`,
        String(toMinor(stake)),
      ])
      expect(counted).toEqual(Object.fromEntries(outstanding))
    }
  }, WAIT)
}

/** States by role, such as `{ A: 'ACCEPTED', B: 'DENIED' }`. */
export function statesOf({ legs }: ExecutionRecord): Partial<Record<LegRole, Leg['state']>> {
  return Object.fromEntries(legs.map(({ role, state }) => [role, state]))
}
