import { randomUUID } from 'node:crypto'
import { askPort } from './ask-port.ts'
import { waysToServer, type ServerKind } from './find-server.ts'
import { launchServer } from './launch-server.ts'
import { givenServer, type OpenOptions, type Server } from './server.ts'
import { takeFirst } from './way.ts'

export const NATS: ServerKind = {
  name: 'NATS',
  variable: 'NATS_URL',
  packages: { programs: ['nats-server'], apt: 'nats-server', brew: 'nats-server' },
  image: { name: 'nats:2.12', port: 4222, dataDir: '/data' },
}

/** Opens a NATS server with JetStream. Throws NothingFound, FolderInUse, StartFailed. */
export async function openNats(options: OpenOptions): Promise<Server> {
  const { dir, env = process.env } = options
  const program = await takeFirst(NATS.name, waysToServer(NATS, env, dir))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  // The server tells its name in its greeting: so we know ours from another that took the port.
  const name = `surefoot-${randomUUID()}`
  return launchServer(
    program,
    {
      args: ({ host, port, dataDir }) => [
        `--name=${name}`,
        `--addr=${host}`,
        `--port=${port}`,
        '--jetstream',
        `--store_dir=${dataDir}`,
      ],
      url: (port) => `nats://127.0.0.1:${port}`,
      isReady: async (port) => (await askPort(port, '')).includes(`"server_name":"${name}"`),
    },
    options,
  )
}
