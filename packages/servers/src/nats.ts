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
  packages: { programs: ['nats-server'], apt: 'nats-server', brew: 'nats-server' },
  image: { name: 'nats:2.12.7-alpine', port: 4222, dataDir: '/data' },
}

export interface NatsOptions extends OpenOptions {
  /** Left out: everybody gets in and may do everything. */
  readonly access?: ServerAccess
}

/** Opens a NATS server with JetStream. Throws NothingFound, FolderInUse, StartFailed. */
export async function openNats(options: NatsOptions): Promise<Server> {
  const { dir: given, env = process.env, access } = options
  const dir = resolve(given)
  const program = await takeFirst(NATS.name, waysToServer(NATS, env, dir))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  // The server tells its name in its greeting: so we know ours from another that took the port.
  const name = `surefoot-${randomUUID()}`
  const rules = access && (await writeRules(program, dir, access.rules))
  const login = access ? `${access.user}:${access.password}@` : ''
  return launchServer(
    program,
    {
      args: ({ host, port, dataDir }) => [
        `--name=${name}`,
        `--addr=${host}`,
        `--port=${port}`,
        '--jetstream',
        `--store_dir=${dataDir}`,
        ...(rules ? [`--config=${rules.path}`] : []),
      ],
      url: (port) => `nats://${login}127.0.0.1:${port}`,
      imageOptions: rules?.imageOptions ?? [],
      isReady: async (port) => (await askPort(port, '')).includes(`"server_name":"${name}"`),
    },
    options,
  )
}
