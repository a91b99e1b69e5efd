import { openNats, openPostgres, openRedis, type Server } from '@surefoot/servers'
import { openBus, type Bus } from '@surefoot/shared/bus'
import { ledgerDesk } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openTempDir } from '@surefoot/testkit'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { openChildLog, type ChildLog } from './child-log.ts'
import { startExecutor, type Executor } from './executors.ts'
import { importContracts } from './providers.ts'
import { startService, type ServiceName } from './service-process.ts'
import { CAPS_ENVIRONMENT, DESKS_AN_EXECUTOR } from './settings.ts'
import { until } from './until.ts'

/** Servers and services of one measurement, each a real process, and what looks into them. */
export interface World extends AsyncDisposable {
  /** The connection of the desks' workers. */
  readonly bus: Bus
  readonly executors: readonly Executor[]
  readonly postgres: Client
  readonly redis: Redis
  readonly log: ChildLog
  /** The processes of each part, by its name. */
  readonly processes: Readonly<Record<string, readonly number[]>>
}

export interface WorldOptions {
  readonly desks: number
  /** Of audit and of execution. */
  readonly instances: number
  readonly browserMs: number
}

const READY_WITHIN_MS = 60_000

export async function openWorld({ desks, instances, browserMs }: WorldOptions): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const log = await openChildLog(`${desks}-desks`)
  const dir = stack.use(await openTempDir())
  // Never a server whose address is in the environment.
  const env = { PATH: process.env['PATH'] }
  const open = async (kind: string, opener: typeof openNats): Promise<Server> =>
    stack.use(await opener({ dir: `${dir.path}/${kind}`, env }))
  const postgresServer = await open('postgres', openPostgres)
  const nats = await open('nats', openNats)
  const redisServer = await open('redis', openRedis)
  const common = { NATS_URL: nats.url, ...CAPS_ENVIRONMENT }
  const auditEnvironment = {
    ...common,
    DATABASE_URL: postgresServer.url,
    CONTROL_APPROVALS: 'unchecked',
  }
  const start = (name: ServiceName, own: Readonly<Record<string, string>>): number[] =>
    Array.from({ length: instances }, () => stack.use(startService(name, own, log)).pid)
  const audit = start('audit', auditEnvironment)
  const logger = createLogger('scale', 'error')
  const bus = stack.use(await openBus({ url: nats.url, service: 'worker', logger }))
  await until('the ledger answers', READY_WITHIN_MS, () => isLedgerReady(bus))
  await importContracts(bus)
  const executionEnvironment = { ...common, REDIS_URL: redisServer.url }
  const execution = start('execution', executionEnvironment)
  const hedge = stack.use(startService('hedge', { NATS_URL: nats.url }, log))
  const executors: Executor[] = []
  while (executors.length * DESKS_AN_EXECUTOR < desks)
    executors.push(stack.use(await startExecutor({ natsUrl: nats.url, browserMs, log })))
  const looks = await openLooks(stack, postgresServer.url, redisServer.url)
  const owned = stack.move()
  return {
    bus,
    executors,
    ...looks,
    log,
    processes: {
      audit,
      execution,
      hedge: [hedge.pid],
      Postgres: [postgresServer.pid ?? 0],
      NATS: [nats.pid ?? 0],
      Redis: [redisServer.pid ?? 0],
      'browser-executor (simulated browsers)': executors.map(({ pid }) => pid),
      'workers (simulated)': [process.pid],
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function openLooks(
  stack: AsyncDisposableStack,
  postgresUrl: string,
  redisUrl: string,
): Promise<Pick<World, 'postgres' | 'redis'>> {
  const postgres = new Client({ connectionString: postgresUrl })
  await postgres.connect()
  stack.defer(() => postgres.end())
  const redis = new Redis(redisUrl)
  stack.defer(() => redis.disconnect())
  return { postgres, redis }
}

async function isLedgerReady(bus: Bus): Promise<boolean> {
  const ask = bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 1000 })
  return ask.then(
    ({ ok }) => ok,
    () => false,
  )
}
