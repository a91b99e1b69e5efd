import {
  findChromium,
  openLogin,
  openNats,
  openPostgres,
  openRedis,
  type Server,
} from '@surefoot/servers'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApps } from './build-apps.ts'
import { serviceEntry } from './paths.ts'
import { preferPort } from './ports.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import type { Screen } from './screen.ts'
import { SERVICES, serviceEnvironment, type Addresses, type ServiceName } from './services.ts'
import { supervise, type Supervised } from './supervise.ts'

export interface Stack extends AsyncDisposable {
  readonly gatewayUrl: string
  /** Opens the console once, without a password. */
  readonly link: string
  readonly operatorToken: string
  readonly sandbox: Sandbox
  readonly natsUrl: string
  readonly redisUrl: string
  readonly profilesDir: string
  readonly sources: readonly string[]
  readonly services: ReadonlyMap<ServiceName, Supervised>
  /** Carried by every process of this stack in its environment, as `SUREFOOT_STACK`. */
  readonly mark: string
  readonly serverPids: readonly number[]
  /** Settles, with the reason, when the stack cannot go on. */
  readonly failed: Promise<string>
}

export interface StackOptions {
  /** Where data, profiles and logs live: a second start finds them. */
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
  /** The bookmakers' market, where it is not to be the demo's: `SANDBOX_…`. */
  readonly market?: NodeJS.ProcessEnv
  /** Servers that are open already and the caller's to stop, such as ones behind a fault proxy. */
  readonly servers?: Servers
  /** What the services get besides, where it is not to be the demo's. */
  readonly settings?: NodeJS.ProcessEnv
}

export interface Servers {
  readonly postgres: Server
  readonly nats: Server
  readonly redis: Server
}

const GATEWAY_PORT = 7300
const GRACE_MS = 10_000
/** A leg in hand is waited for: until its deadline at most. */
const EXECUTOR_GRACE_MS = 45_000

/** Start everything, real, on this machine. What was started is stopped again if a step fails or the signal comes. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { dir, screen, signal, market, settings = {} } = options
  await using stack = new AsyncDisposableStack()
  for (const folder of ['logs', 'run', 'profiles'])
    await mkdir(join(dir, folder), { recursive: true })

  const chromium = await findChromium({ dir: join(dir, 'chromium') })
  screen.good(`Chromium: ${chromium.source}`)
  const [building, opening] = await Promise.allSettled([
    buildApps(),
    options.servers ?? openServers(dir, { stack, screen }),
  ])
  if (building.status === 'rejected') throw building.reason
  if (opening.status === 'rejected') throw opening.reason
  const servers = describeServers(opening.value)
  screen.good('console and extension built')
  signal.throwIfAborted()

  const mark = randomUUID()
  const sandbox = await startSandbox({ dir, market, mark: { SUREFOOT_STACK: mark } })
  stack.defer(() => sandbox.child.stop(GRACE_MS))
  screen.good(`bookmakers: North ${sandbox.north}, South ${sandbox.south}`)
  signal.throwIfAborted()

  const addresses: Addresses = {
    ...servers.urls,
    ...(await openLedgerLogin(opening.value.postgres)),
    chromiumPath: chromium.path,
    gatewayPort: await preferPort(GATEWAY_PORT),
    profilesDir: join(dir, 'profiles'),
    operatorToken: randomBytes(32).toString('base64url'),
    linkToken: randomBytes(32).toString('base64url'),
    sandbox,
    mark: { SUREFOOT_STACK: mark },
    settings,
  }
  const services = await startServices(addresses, { dir, stack, screen, signal })
  const gatewayUrl = `http://127.0.0.1:${addresses.gatewayPort}`
  const owned = stack.move()
  return {
    gatewayUrl,
    link: `${gatewayUrl}/#link=${addresses.linkToken}`,
    operatorToken: addresses.operatorToken,
    sandbox,
    natsUrl: addresses.natsUrl,
    redisUrl: addresses.redisUrl,
    profilesDir: addresses.profilesDir,
    sources: [chromium.source, ...servers.sources],
    services,
    mark,
    serverPids: servers.pids,
    failed: Promise.race([
      ...[...services.values()].map((service) => service.failed),
      sandbox.child.ended.then((how) => `the bookmakers ended (${how})`),
    ]),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The ledger serves as a user who cannot change its audit chain, and migrates as the owner. */
async function openLedgerLogin({ pid, url }: Server) {
  if (pid === null) return {}
  const databaseUrl = await openLogin(url, { login: 'surefoot_audit', group: 'surefoot_ledger' })
  return { databaseUrl, migrationDatabaseUrl: url }
}

interface Opening {
  readonly stack: AsyncDisposableStack
  readonly screen: Screen
}

async function openServers(dir: string, { stack, screen }: Opening): Promise<Servers> {
  const opened = await Promise.allSettled([
    openPostgres({ dir: join(dir, 'postgres') }),
    openNats({ dir: join(dir, 'nats') }),
    openRedis({ dir: join(dir, 'redis') }),
  ])
  for (const server of opened) if (server.status === 'fulfilled') stack.use(server.value)
  const [postgres, nats, redis] = opened.map((server) => {
    if (server.status === 'rejected') throw server.reason
    screen.good(server.value.source)
    return server.value
  })
  if (!postgres || !nats || !redis) throw new Error('three servers were asked for')
  return { postgres, nats, redis }
}

function describeServers({ postgres, nats, redis }: Servers) {
  const all = [postgres, nats, redis]
  return {
    urls: { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url },
    sources: all.map((server) => server.source),
    pids: all.flatMap((server) => (server.pid === null ? [] : [server.pid])),
  }
}

async function startServices(
  addresses: Addresses,
  { dir, stack, screen, signal }: Opening & { readonly dir: string; readonly signal: AbortSignal },
): Promise<Map<ServiceName, Supervised>> {
  const services = new Map<ServiceName, Supervised>()
  const start = async (name: ServiceName): Promise<void> => {
    const service = await supervise(
      {
        name,
        entry: serviceEntry(name),
        env: serviceEnvironment(name, addresses),
        logFile: join(dir, `logs/${name}.log`),
        pidFile: join(dir, `run/${name}.pid`),
        readReady: (line) => (line.includes(`"${name} is ready"`) ? line : undefined),
      },
      screen,
    )
    services.set(name, service)
  }
  // Ended in reverse of their importance: the ledger outlives all who ask it.
  stack.defer(async () => {
    const rest = [...services.values()].filter((service) => service.name !== 'audit')
    const graceMs = (name: string): number =>
      name === 'browser-executor' ? EXECUTOR_GRACE_MS : GRACE_MS
    await Promise.all(rest.map((service) => service.stop(graceMs(service.name))))
    await services.get('audit')?.stop(GRACE_MS)
  })
  const [ledger, ...others] = SERVICES
  await start(ledger)
  signal.throwIfAborted()
  const started = await Promise.allSettled(others.map(start))
  for (const one of started) if (one.status === 'rejected') throw one.reason
  screen.good(`services: ${SERVICES.join(', ')}`)
  return services
}
