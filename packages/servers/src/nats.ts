import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { askPort } from './ask-port.ts'
import { waysToServer, type ServerKind } from './find-server.ts'
import { launchServer } from './launch-server.ts'
import { givenServer, type OpenOptions, type Server } from './server.ts'
import { writeRules, type ServerAccess } from './server-access.ts'
import { takeFirst } from './way.ts'

export const NATS: ServerKind = {
  name: 'NATS',
  variable: 'NATS_URL',
  packages: {
    programs: ['nats-server'],
    apt: ['nats-server'],
    brew: 'nats-server',
  },
  image: { name: 'nats:2.15.1-alpine', port: 4222, dataDir: '/data' },
  wanted: '2.12.7',
}

export interface NatsOptions extends OpenOptions {
  /** Left out: everybody gets in and may do everything. */
  readonly access?: ServerAccess
  /** Left out: it has JetStream. */
  readonly hasJetStream?: boolean
  /** Left out: it is alone. */
  readonly cluster?: ClusterPlace
}

/** A server's place in a cluster on loopback. */
export interface ClusterPlace {
  readonly name: string
  /** What the server is called: the cluster knows it by that when it comes back. */
  readonly server: string
  /** Where it listens to the others. */
  readonly port: number
  /** Where all of them listen to each other. */
  readonly peers: readonly number[]
}

/** Opens a NATS server. Throws NothingFound, FolderInUse, StartFailed. */
export async function openNats(options: NatsOptions): Promise<Server> {
  const { dir: given, env = process.env, access, hasJetStream = true, cluster } = options
  const dir = resolve(given)
  const program = await takeFirst(NATS.name, waysToServer(NATS, env))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  // The server tells its name in its greeting: so we know ours from another that took the port.
  const name = cluster?.server ?? `surefoot-${randomUUID()}`
  const rules = access && (await writeRules(program, dir, access.rules))
  const login = access ? `${access.user}:${access.password}@` : ''
  return launchServer(
    program,
    {
      args: ({ host, port, dataDir }) => [
        `--name=${name}`,
        `--addr=${host}`,
        `--port=${port}`,
        ...(hasJetStream ? ['--jetstream', `--store_dir=${dataDir}`] : []),
        ...(cluster === undefined ? [] : inCluster(cluster, host)),
        ...(rules ? [`--config=${rules.path}`] : []),
      ],
      url: (port) => `nats://${login}127.0.0.1:${port}`,
      imageOptions: rules?.imageOptions ?? [],
      isReady: async (port) => (await askPort(port, '')).includes(`"server_name":"${name}"`),
    },
    options,
  )
}

function inCluster({ name, port, peers }: ClusterPlace, host: string): string[] {
  const routes = peers.map((peer) => `nats://${host}:${peer}`).join(',')
  return [`--cluster_name=${name}`, `--cluster=nats://${host}:${port}`, `--routes=${routes}`]
}
