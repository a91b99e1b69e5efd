import { openBus, type Bus } from '@surefoot/shared/bus'
import {
  browserStatus,
  contractImport,
  ledgerControl,
  ledgerEvidence,
  ledgerLease,
  streamQuotes,
  systemLog,
  type BrowserStatus,
  type QuotesBatch,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import { createDatabase, openTempDir, startNats } from '@surefoot/testkit'
import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createLauncher } from '../../src/browser/launcher.ts'
import { launchSimulated } from '../../src/browser/simulated-browser.ts'
import { findChromium } from '../../src/chromium/find-chromium.ts'
import { systemClock } from '../../src/edge.ts'
import { createBlockedLog } from '../../src/fence/log-blocked.ts'
import { createBrowserExecutor } from '../../src/service.ts'
import { startNeighbour } from './neighbour.ts'
import { openDoor } from './page-server.ts'
import { readSandboxDocument } from './sandbox-contract.ts'

const WITHIN = { deadlineMs: 60_000 }
const TOKEN = 'token-of-the-tests'
const origins = z.object({ north: z.url(), south: z.url(), admin: z.url() })
export type House = 'north' | 'south'

const bookBet = z.object({
  house: z.enum(['north', 'south']),
  reference: z.string(),
  selectionId: z.string(),
  stake: z.string(),
  odds: z.string(),
})
const book = z.object({ bets: z.array(bookBet) })

/** Real NATS, Postgres, audit service and bookmakers, and a browser executor among them. */
export interface Stand extends AsyncDisposable {
  readonly bus: Bus
  readonly natsUrl: string
  readonly auditPid: number
  readonly origins: z.output<typeof origins>
  readonly profilesDir: string
  /** A page that logs in whoever comes to it. */
  readonly doorOrigin: string
  readonly batches: QuotesBatch[]
  readonly statuses: BrowserStatus[]
  readonly log: SystemLogEntry[]
  /** The bets that a bookmaker has taken, from its private book. */
  readonly readBook: (house: House) => Promise<z.output<typeof bookBet>[]>
  readonly setKnob: (knob: Record<string, unknown>) => Promise<void>
  readonly clearKnobs: () => Promise<void>
}

export interface StandOptions {
  readonly desks: readonly string[]
  readonly extensionDir?: string
  /** Where browsers may go besides the bookmakers. */
  readonly allowedOrigins?: readonly string[]
  readonly isSafeMode?: boolean
  /** False: the test starts one itself. */
  readonly hasExecutor?: boolean
}

export async function openStand({
  desks,
  extensionDir,
  allowedOrigins = [],
  isSafeMode = false,
  hasExecutor = true,
}: StandOptions): Promise<Stand> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('test', 'silent')
  const [nats, database, dir] = await Promise.all([startNats(), createDatabase(), openTempDir()])
  for (const server of [nats, database, dir]) stack.use(server)
  const door = stack.use(await openDoor())
  const sandbox = stack.use(await startSandbox())
  const { north, south, admin } = origins.parse(JSON.parse(sandbox.ready))
  const audit = stack.use(
    await startNeighbour({
      entry: 'services/audit/src/main.ts',
      env: { DATABASE_URL: database.url, NATS_URL: nats.url, SAFE_MODE: isSafeMode ? 'on' : 'off' },
      isReady: (line) => line.includes('is ready'),
    }),
  )
  const bus = stack.use(await openBus({ url: nats.url, service: 'asker', logger }))
  await importContract(bus, 'north', north)
  await importContract(bus, 'south', south)
  for (const deskId of desks) {
    await bus.request(
      ledgerControl,
      { deskId, change: { trading: 'RUN', venue: 'live' }, actor: 'test', reason: null },
      WITHIN,
    )
    await readOther(bus, deskId)
  }
  const heard = await hear(bus)
  if (hasExecutor)
    stack.use(
      await startExecutor({
        natsUrl: nats.url,
        profilesDir: dir.path,
        configuredOrigins: [door.origin, ...allowedOrigins],
        extensionDir,
        isSafeMode,
      }),
    )
  const askAdmin = async (path: string, init?: RequestInit): Promise<unknown> => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const response = await fetch(`${admin}${path}`, { headers, ...init })
    return response.json()
  }
  const owned = stack.move()
  return {
    bus,
    natsUrl: nats.url,
    auditPid: audit.pid,
    origins: { north, south, admin },
    profilesDir: dir.path,
    doorOrigin: door.origin,
    ...heard,
    readBook: async (house) =>
      book.parse(await askAdmin('/book')).bets.filter((bet) => bet.house === house),
    setKnob: async (knob) =>
      void (await askAdmin('/knobs', { method: 'POST', body: JSON.stringify(knob) })),
    clearKnobs: async () =>
      void (await askAdmin('/knobs', {
        method: 'DELETE',
        headers: { authorization: `Bearer ${TOKEN}` },
      })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

interface ExecutorOptions {
  readonly natsUrl: string
  readonly profilesDir: string
  readonly configuredOrigins: readonly string[]
  readonly extensionDir: string | undefined
  readonly isSafeMode: boolean
}

/** In this process, as main.ts puts it together. */
async function startExecutor(options: ExecutorOptions): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const logger = createLogger('test', 'silent')
  const bus = stack.use(
    await openBus({ url: options.natsUrl, service: 'browser-executor', logger }),
  )
  const executablePath = await findChromium(process.env['PATH'] ?? '')
  if (executablePath === undefined) throw new Error('Install Chromium to run this test.')
  const launch = createLauncher({
    executablePath,
    isHeaded: false,
    extensionDir: options.extensionDir,
    profilesDir: options.profilesDir,
    gatewayUrlFor: async () => 'http://127.0.0.1:1',
    clock: systemClock,
    blockedLog: createBlockedLog(bus),
  })
  stack.use(
    await createBrowserExecutor({
      bus,
      logger,
      clock: systemClock,
      launch: options.isSafeMode ? launchSimulated : launch,
      configuredOrigins: options.configuredOrigins,
      executorId: randomUUID(),
      serves: {},
      newId: randomUUID,
      newToken: () => randomBytes(32).toString('base64url'),
    }),
  )
  return stack.move()
}

/** A market that hardly moves, and servers that keep connections open, as real ones do. */
function startSandbox() {
  return startNeighbour({
    entry: 'apps/sandbox/src/main.ts',
    env: {
      SANDBOX_TOKEN: TOKEN,
      SANDBOX_SEED: '7',
      SANDBOX_TICK_MS: '10000',
      SANDBOX_OPPORTUNITIES_PER_MINUTE: '0',
      SANDBOX_KEEPS_CONNECTIONS: 'true',
    },
    isReady: (line) => line.startsWith('{'),
  })
}

async function importContract(bus: Bus, house: House, origin: string): Promise<void> {
  const document = await readSandboxDocument(house, origin)
  const reply = await bus.request(
    contractImport,
    { deskId: 'main', document, actor: 'test' },
    WITHIN,
  )
  if (!reply.ok) throw new Error(reply.message)
}

/** Account B has been read at either bookmaker, by a browser that is gone: legs of A wait for it. */
async function readOther(bus: Bus, deskId: string): Promise<void> {
  const account = 'B'
  const lease = { resource: `account:${deskId}:${account}`, holder: 'another', ttlMs: 1 }
  const taken = await bus.request(ledgerLease, lease, WITHIN)
  if (!taken.ok) throw new Error(taken.message)
  const { epoch } = taken
  for (const providerId of ['north', 'south']) {
    const of = { deskId, account, providerId, contractVersion: 1 } as const
    const read = { ...of, executorId: 'another', epoch, missing: [] }
    await bus.request(ledgerEvidence, read, WITHIN)
  }
}

async function hear(bus: Bus) {
  const batches: QuotesBatch[] = []
  const statuses: BrowserStatus[] = []
  const log: SystemLogEntry[] = []
  await bus.subscribe(streamQuotes, (batch) => void batches.push(batch))
  await bus.subscribe(browserStatus, (status) => void statuses.push(status))
  await bus.subscribe(systemLog, (entry) => void log.push(entry))
  return { batches, statuses, log }
}
