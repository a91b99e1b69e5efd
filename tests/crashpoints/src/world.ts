import { openBus, type Bus } from '@surefoot/shared/bus'
import { contractImport, ledgerDesk } from '@surefoot/shared/messages'
import { createLogger, type Logger } from '@surefoot/shared/runtime'
import { openNats, openPostgres, openRedis as startRedis } from '@surefoot/servers'
import { openTempDir } from '@surefoot/testkit'
import { Redis } from 'ioredis'
import { openRedis } from '@surefoot/execution'
import { readFile } from 'node:fs/promises'
import { openDoorbells, type Doorbells } from './doorbells.ts'
import { createPatientBus } from './patient-bus.ts'
import { LONGEST_ACCEPTANCE_DELAY_MS } from './settings.ts'
import { startAudit } from './start-audit.ts'
import { until } from './until.ts'

/** Real NATS, Redis, Postgres and ledger, for all cases of a run. */
export interface World extends AsyncDisposable {
  readonly logger: Logger
  readonly redis: Redis
  /** The judge's own: it waits as long as a busy machine needs, where the product gives up. */
  readonly reader: Redis
  readonly doorbells: Doorbells
  /** The person's connection, for those who wait as long as a busy machine needs. */
  readonly patient: Bus
  /** A connection for each service, as in production: its name is the service's queue group. */
  readonly buses: Readonly<Record<'execution' | 'hedge' | 'executor' | 'person', Bus>>
}

/** Where the bookmakers of accounts A and B would be. */
export const ORIGINS = { A: 'http://127.0.0.1:1', B: 'http://127.0.0.1:2' } as const
const NAMES = { A: 'north', B: 'south' } as const

const READY_WITHIN_MS = 60_000

export async function openWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('crashpoints', 'silent')
  const dir = stack.use(await openTempDir())
  // Never a server whose address is in the environment.
  const env = { PATH: process.env['PATH'] }
  const place = (name: string) => ({ dir: `${dir.path}/${name}`, env })
  const [postgres, nats, redisServer] = await Promise.all([
    openPostgres({ ...place('postgres'), fsync: false }).then((server) => stack.use(server)),
    openNats(place('nats')).then((server) => stack.use(server)),
    startRedis(place('redis')).then((server) => stack.use(server)),
  ])
  stack.use(startAudit({ natsUrl: nats.url, databaseUrl: postgres.url }))
  const connect = async (service: string): Promise<Bus> =>
    stack.use(await openBus({ url: nats.url, service, logger }))
  const buses = {
    execution: await connect('execution'),
    hedge: await connect('hedge'),
    executor: await connect('browser-executor'),
    person: await connect('person'),
  }
  const redis = stack.use(openRedis(redisServer.url, logger))
  const reader = stack.adopt(new Redis(redisServer.url), (client) => client.disconnect())
  await until('the ledger answers', READY_WITHIN_MS, () => isLedgerReady(buses.person))
  await importContracts(buses.person)
  const doorbells = await openDoorbells(buses)
  const owned = stack.move()
  return {
    logger,
    redis,
    reader,
    doorbells,
    patient: createPatientBus(buses.person),
    buses,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function isLedgerReady(bus: Bus): Promise<boolean> {
  const ask = bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 1000 })
  return ask.then(
    ({ ok }) => ok,
    () => false,
  )
}

async function importContracts(bus: Bus): Promise<void> {
  for (const account of ['A', 'B'] as const) {
    const path = new URL(`../../../apps/sandbox/contracts/${NAMES[account]}.json`, import.meta.url)
    const document = {
      ...JSON.parse(await readFile(path, 'utf8')),
      origins: [ORIGINS[account]],
      longestAcceptanceDelayMs: LONGEST_ACCEPTANCE_DELAY_MS,
    }
    const ask = { deskId: 'main', document, actor: 'crashpoints' }
    const reply = await bus.request(contractImport, ask, { deadlineMs: 10_000 })
    if (!reply.ok) throw new Error(reply.message)
  }
}
