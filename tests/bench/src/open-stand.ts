import {
  createPorts,
  executionEnvironment,
  openRedis as connectToRedis,
  settingsOf,
  systemClock,
  type Ports,
} from '@surefoot/execution'
import { openNats, openPostgres, openRedis } from '@surefoot/servers'
import { NoReply, openBus, type Bus } from '@surefoot/shared/bus'
import { contractImport, ledgerControl, type Refusal } from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { openTempDir } from '@surefoot/testkit'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DESK } from './opportunity.ts'

const ROOT = new URL('../../../', import.meta.url)
const DEADLINE_MS = 5000
const START_MS = 30_000
const LOOK_AGAIN_MS = 50

/** Real NATS, Redis and Postgres of our own, the audit service as a process, and a desk that may trade on paper. */
export interface Stand extends AsyncDisposable {
  /** What the execution service works with. */
  readonly ports: Ports
  /** Where the executors are. */
  readonly executorBus: Bus
  readonly servers: { readonly postgres: string; readonly nats: string }
  /** Those of Postgres are not known where it runs in a container. */
  readonly pids: { readonly ledger: number; readonly postgres: readonly number[] }
}

export async function openStand(): Promise<Stand> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  // Never a server whose address is in the environment.
  const env = { PATH: process.env['PATH'] }
  const postgres = stack.use(await openPostgres({ dir: join(dir.path, 'postgres'), env }))
  const nats = stack.use(await openNats({ dir: join(dir.path, 'nats'), env }))
  const redisServer = stack.use(await openRedis({ dir: join(dir.path, 'redis'), env }))
  const audit = stack.use(startAudit(nats.url, postgres.url))
  const logger = createLogger('bench', 'error')
  const bus = stack.use(await openBus({ url: nats.url, service: 'execution', logger }))
  const executorBus = stack.use(await openBus({ url: nats.url, service: 'executor', logger }))
  const redis = stack.use(connectToRedis(redisServer.url, logger))
  await openDesk(bus)
  await importContracts(bus)
  const ports = createPorts({
    bus,
    redis,
    logger,
    clock: systemClock,
    stopping: new AbortController().signal,
    instanceId: randomUUID(),
    settings: settingsOf(executionEnvironment.parse({ REDIS_URL: redisServer.url }), false),
  })
  const owned = stack.move()
  return {
    ports,
    executorBus,
    servers: { postgres: postgres.url, nats: nats.url },
    pids: { ledger: audit.pid, postgres: postgres.pid === null ? [] : [postgres.pid] },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The audit service as it runs in production. */
function startAudit(natsUrl: string, databaseUrl: string): AsyncDisposable & { pid: number } {
  const child = spawn(process.execPath, [new URL('services/audit/src/main.ts', ROOT).pathname], {
    env: {
      PATH: process.env['PATH'],
      NATS_URL: natsUrl,
      DATABASE_URL: databaseUrl,
      CONTROL_APPROVALS: 'unchecked',
      SAFE_MODE: 'off',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = once(child, 'exit')
  if (child.pid === undefined) throw new Error('The audit service was not started.')
  return {
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** On paper, where an execution is no exposure once it is closed: so the last one costs what the first did. */
async function openDesk(bus: Bus): Promise<void> {
  const change = { trading: 'RUN', venue: 'paper' } as const
  const body = { deskId: DESK, change, actor: 'bench', reason: null }
  const giveUpAt = performance.now() + START_MS
  for (;;) {
    try {
      return expectOk(await bus.request(ledgerControl, body, { deadlineMs: DEADLINE_MS }))
    } catch (error) {
      if (!(error instanceof NoReply) || performance.now() > giveUpAt) throw error
      await delay(LOOK_AGAIN_MS)
    }
  }
}

async function importContracts(bus: Bus): Promise<void> {
  for (const [index, name] of ['north', 'south'].entries()) {
    const path = new URL(`apps/sandbox/contracts/${name}.json`, ROOT)
    const document = {
      ...JSON.parse(await readFile(path, 'utf8')),
      origins: [`http://127.0.0.1:${index + 1}`],
    }
    const body = { deskId: 'main', document, actor: 'bench' }
    expectOk(await bus.request(contractImport, body, { deadlineMs: DEADLINE_MS }))
  }
}

function expectOk(reply: { readonly ok: true } | Refusal): void {
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
}
