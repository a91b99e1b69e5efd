import { openNats, openPostgres, openRedis, type OpenOptions, type Server } from '@surefoot/servers'
import { join } from 'node:path'
import { throwIfTaken } from './ports/port-taken.ts'
import type { PortPlan } from './ports/plan-ports.ts'
import type { Screen } from './screen.ts'
import { openServerUsers, type ServerUsers } from './server-users.ts'
import type { Shutdown } from './shutdown.ts'
import { launchOwnServer } from './supervise/launch-own-server.ts'
import { startStage, type Member } from './supervise/start-stage.ts'
import type { Supervised } from './supervise/supervise.ts'

export interface Servers {
  readonly postgres: Server
  readonly nats: Server
  readonly redis: Server
  /** Of NATS and Redis. Left out: the services use their addresses as they are. */
  readonly users?: ServerUsers
}

export interface OwnServers extends Servers {
  readonly supervised: readonly Supervised<Server>[]
}

export interface Opening {
  readonly dir: string
  readonly stack: AsyncDisposableStack
  readonly screen: Screen
  readonly signal: AbortSignal
  readonly shutdown: Shutdown
  readonly plan: PortPlan
  /** Where the stack's ports begin; null: any free ones. */
  readonly port: number | null
}

/** In order: Postgres writes what it has. */
const GRACE_MS = 15_000

/** Open the three servers; one that ends by itself is started again on the same port, with the same data. */
export async function openServers(opening: Opening): Promise<OwnServers> {
  const { dir, screen, plan } = opening
  const users = await openServerUsers(join(dir, 'access'))
  const ports = plan.servers
  const supervised = await startStage(
    [
      describe(opening, { name: 'Postgres', port: ports?.postgres, open: openPostgres }),
      describe(opening, {
        name: 'NATS',
        port: ports?.nats,
        open: (options) => openNats({ ...options, access: users.nats }),
      }),
      describe(opening, {
        name: 'Redis',
        port: ports?.redis,
        open: (options) => openRedis({ ...options, access: users.redis }),
      }),
    ],
    opening,
  )
  const [postgres, nats, redis] = supervised.map((server) => server.current())
  if (!postgres || !nats || !redis) throw new Error('Three servers are needed.')
  for (const { source } of [postgres, nats, redis]) screen.good(source)
  return { postgres, nats, redis, users, supervised }
}

interface Kind {
  readonly name: string
  readonly port: number | undefined
  readonly open: (options: OpenOptions) => Promise<Server>
}

function describe(
  { dir, port: base }: Opening,
  { name, port: wanted, open }: Kind,
): Member<Server> {
  let port = wanted
  const launch = () =>
    launchOwnServer(async (abandoned) => {
      const place = { dir: join(dir, name.toLowerCase()), abandoned }
      const server = await open(port === undefined ? place : { ...place, port })
      port = Number(new URL(server.url).port)
      return server
    })
  return {
    name,
    launch,
    graceMs: GRACE_MS,
    // It sets itself a limit, and an installation before it takes as long as it takes.
    readyWithinMs: null,
    explain: async () => {
      if (port !== undefined) await throwIfTaken([{ port, use: name }], { base })
    },
  }
}
