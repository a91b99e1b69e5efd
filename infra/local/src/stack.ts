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
import { preferPort } from './ports.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import type { Screen } from './screen.ts'
import { openServerUsers, type ServerUsers } from './server-users.ts'
import type { Addresses } from './services.ts'
import { startServices, type Instance, type InstanceName } from './start-services.ts'

export interface Stack extends AsyncDisposable {
  /** Of every instance of the gateway. */
  readonly gatewayUrls: readonly [string, ...string[]]
  /** Opens the console once, without a password. */
  readonly link: string
  readonly operatorToken: string
  readonly sandbox: Sandbox
  readonly natsUrl: string
  readonly redisUrl: string
  readonly profilesDir: string
  readonly sources: readonly string[]
  readonly services: ReadonlyMap<InstanceName, Instance>
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
  /** How many instances of each service; of the workers one leads and the others stand by. */
  readonly replicas?: number
}

export interface Servers {
  readonly postgres: Server
  readonly nats: Server
  readonly redis: Server
  /** Of NATS and Redis. Left out: the services use their addresses as they are. */
  readonly users?: ServerUsers
}

const GATEWAY_PORT = 7300
/** A second gateway's and those after it, above the bookmakers'. */
const FURTHER_GATEWAY_PORT = 7310
const GRACE_MS = 10_000

/** Start everything, real, on this machine. What was started is stopped again if a step fails or the signal comes. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { dir, screen, signal, market, settings = {}, replicas = 1 } = options
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

  const gatewayPorts = await chooseGatewayPorts(replicas)
  const addresses: Omit<Addresses, 'gatewayPort'> = {
    ...servers.urls,
    secrets: servers.secrets,
    ...(await openLedgerLogin(opening.value.postgres)),
    chromiumPath: chromium.path,
    profilesDir: join(dir, 'profiles'),
    operatorToken: randomBytes(32).toString('base64url'),
    linkToken: randomBytes(32).toString('base64url'),
    sandbox,
    mark: { SUREFOOT_STACK: mark },
    settings,
  }
  const services = await startServices(addresses, { dir, stack, screen, signal, gatewayPorts })
  const [gatewayUrl = '', ...furtherUrls] = gatewayPorts.map((port) => `http://127.0.0.1:${port}`)
  const owned = stack.move()
  return {
    gatewayUrls: [gatewayUrl, ...furtherUrls],
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

async function chooseGatewayPorts(replicas: number): Promise<number[]> {
  const ports: number[] = []
  for (let index = 0; index < replicas; index += 1)
    ports.push(await preferPort(index === 0 ? GATEWAY_PORT : FURTHER_GATEWAY_PORT + index - 1))
  return ports
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
  const users = await openServerUsers(join(dir, 'access'))
  const opened = await Promise.allSettled([
    openPostgres({ dir: join(dir, 'postgres') }),
    openNats({ dir: join(dir, 'nats'), access: users.nats }),
    openRedis({ dir: join(dir, 'redis'), access: users.redis }),
  ])
  for (const server of opened) if (server.status === 'fulfilled') stack.use(server.value)
  const [postgres, nats, redis] = opened.map((server) => {
    if (server.status === 'rejected') throw server.reason
    screen.good(server.value.source)
    return server.value
  })
  if (!postgres || !nats || !redis) throw new Error('three servers were asked for')
  return { postgres, nats, redis, users }
}

function describeServers({ postgres, nats, redis, users }: Servers) {
  const secretsOf = ({ pid }: Server) => (pid === null ? undefined : users?.secrets)
  const all = [postgres, nats, redis]
  return {
    urls: { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url },
    secrets: { nats: secretsOf(nats), redis: secretsOf(redis) },
    sources: all.map((server) => server.source),
    pids: all.flatMap((server) => (server.pid === null ? [] : [server.pid])),
  }
}
