import { findChromium, openLogin, provideForStart, type Server } from '@surefoot/servers'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApps } from './build-apps.ts'
import { throwIfBooksLost } from './compare/books-lost.ts'
import type { AtRest } from './compare/compare-at-rest.ts'
import { openServers, type OwnServers, type Servers } from './open-servers.ts'
import { listPorts, planPorts, type PortPlan } from './ports/plan-ports.ts'
import { throwIfTaken } from './ports/port-taken.ts'
import { booksFile, startSandbox, type Sandbox } from './sandbox.ts'
import { writeConsoleFile } from './console-file.ts'
import type { LeftOut } from './dev/left-out.ts'
import { listInstances, type InstanceName, type Process } from './processes.ts'
import type { Screen } from './screen.ts'
import type { Addresses } from './services.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'
import { startServices, type Instance } from './start-services.ts'

export interface Stack extends AsyncDisposable {
  /** Of every instance of the gateway. */
  readonly gatewayUrls: readonly [string, ...string[]]
  /** Opens the console once, without a password. */
  readonly link: string
  readonly operatorToken: string
  readonly sandbox: Sandbox
  readonly natsUrl: string
  readonly redisUrl: string
  /** Of the ledger, as the owner of its tables. */
  readonly databaseUrl: string
  readonly profilesDir: string
  readonly sources: readonly string[]
  readonly services: ReadonlyMap<InstanceName, Instance>
  /** What a person starts. */
  readonly leftOut: readonly LeftOut[]
  /** Our own servers, kept running; none where they were given. */
  readonly servers: OwnServers['supervised']
  /** Carried by every process of this stack in its environment, as `SUREFOOT_STACK`. */
  readonly mark: string
  /** Of the servers as they run now. */
  readonly serverPids: readonly number[]
  /** Settles, with the reason, when the stack cannot go on. */
  readonly failed: Promise<string>
}

export interface StackOptions {
  /** Where data, profiles and logs live: a second start finds them. */
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
  /** Where the stack's ports begin; null or left out: any free ones. */
  readonly port?: number | null
  /** The bookmakers' market, where it is not to be the demo's: `SANDBOX_…`. */
  readonly market?: NodeJS.ProcessEnv
  /** Servers that are open already and the caller's to stop, such as ones behind a fault proxy. */
  readonly servers?: Servers
  /** What the services get besides, where it is not to be the demo's. */
  readonly settings?: NodeJS.ProcessEnv
  /** How many instances of each service; of the workers one leads and the others stand by. */
  readonly replicas?: number
  /** What a person starts instead, such as in a debugger. */
  readonly without?: readonly Process['name'][]
  readonly mark?: string
  readonly shutdown?: Shutdown
  /** Called once services and bookmakers have ended, also after a failed start, while the ledger's database runs. */
  readonly atRest?: (at: AtRest) => Promise<void>
}

/** Start everything, real, on this machine. What was started is stopped again if a step fails or the signal comes. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { dir, screen, signal, replicas = 1, port = null, settings = {}, without = [] } = options
  const shutdown = options.shutdown ?? createShutdown()
  const mark = options.mark ?? randomUUID()
  await using stack = new AsyncDisposableStack()
  for (const folder of ['logs', 'run', 'profiles'])
    await mkdir(join(dir, folder), { recursive: true })
  const plan = await planPorts({ port, replicas, instances: listInstances(replicas).length })
  if (port !== null) await throwIfTaken(listPorts(plan), { base: port })

  const opening = { dir, screen, signal, shutdown, stack, plan, port }
  const { chromium, servers } = await prepare(options, opening)
  const described = describeServers(servers)
  const at = { databaseUrl: servers.postgres.url, booksFile: booksFile(dir) }
  await throwIfBooksLost(at)
  if (options.atRest) stack.defer(async () => options.atRest?.(at))

  const common = { ...opening, mark: { SUREFOOT_STACK: mark } }
  const sandbox = await startSandbox({ ...common, market: options.market })
  screen.good(`bookmakers: North ${sandbox.north}, South ${sandbox.south}`)

  const addresses: Omit<Addresses, 'gatewayPort'> = {
    ...described.urls,
    secrets: described.secrets,
    ...(await openLedgerLogin(servers.postgres)),
    chromiumPath: chromium.path,
    profilesDir: join(dir, 'profiles'),
    operatorToken: randomBytes(32).toString('base64url'),
    linkToken: randomBytes(32).toString('base64url'),
    sandbox,
    mark: { SUREFOOT_STACK: mark },
    settings,
  }
  const { services, leftOut } = await startServices(addresses, { ...opening, without })
  const supervised = 'supervised' in servers ? servers.supervised : []
  const { operatorToken } = addresses
  const gateways = describeGateways(plan, addresses.linkToken)
  await writeConsoleFile(opening, { ...gateways, operatorToken })
  const owned = stack.move()
  return {
    ...gateways,
    operatorToken,
    sandbox,
    natsUrl: addresses.natsUrl,
    redisUrl: addresses.redisUrl,
    databaseUrl: servers.postgres.url,
    profilesDir: addresses.profilesDir,
    sources: [chromium.source, ...described.sources],
    services,
    leftOut,
    servers: supervised,
    mark,
    get serverPids() {
      return supervised.flatMap((server) => server.current().pid ?? [])
    },
    failed: Promise.race(
      [...services.values(), ...supervised, sandbox.child].map(({ failed }) => failed),
    ),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function describeGateways({ gateways }: PortPlan, linkToken: string) {
  const [first = '', ...further] = gateways.map((port) => `http://127.0.0.1:${port}`)
  const gatewayUrls: readonly [string, ...string[]] = [first, ...further]
  return { gatewayUrls, link: `${first}/#link=${linkToken}` }
}

/** Everything that must be there before the first of our processes starts. */
async function prepare(
  options: StackOptions,
  opening: Parameters<typeof openServers>[0],
): Promise<{ chromium: Awaited<ReturnType<typeof findChromium>>; servers: Servers | OwnServers }> {
  const { screen, signal } = opening
  const { faults } = await provideForStart({ progress: screen, signal })
  for (const fault of faults) screen.warn(fault)
  const chromium = await findChromium()
  screen.good(`Chromium: ${chromium.source}`)
  signal.throwIfAborted()
  const [building, servers] = await Promise.allSettled([
    buildApps(signal),
    options.servers ?? openServers(opening),
  ])
  if (servers.status === 'rejected') throw servers.reason
  if (building.status === 'rejected') throw building.reason
  signal.throwIfAborted()
  screen.good('console and extension built')
  return { chromium, servers: servers.value }
}

/** The ledger serves as a user who cannot change its audit chain, and migrates as the owner. */
async function openLedgerLogin({ pid, url }: Server) {
  if (pid === null) return {}
  const databaseUrl = await openLogin(url, { login: 'surefoot_audit', group: 'surefoot_ledger' })
  return { databaseUrl, migrationDatabaseUrl: url }
}

function describeServers({ postgres, nats, redis, users }: Servers) {
  const secretsOf = ({ pid }: Server) => (pid === null ? undefined : users?.secrets)
  return {
    urls: { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url },
    secrets: { nats: secretsOf(nats), redis: secretsOf(redis) },
    sources: [postgres, nats, redis].map((server) => server.source),
  }
}
