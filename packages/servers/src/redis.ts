import { askPort } from './ask-port.ts'
import { waysToServer, type ServerKind } from './find-server.ts'
import { keepPassword } from './keep-password.ts'
import { launchServer } from './launch-server.ts'
import { givenServer, type OpenOptions, type Server } from './server.ts'
import { takeFirst } from './way.ts'

export const REDIS: ServerKind = {
  name: 'Redis',
  variable: 'REDIS_URL',
  packages: { programs: ['redis-server'], apt: 'redis-server', brew: 'redis' },
  image: { name: 'redis:8', port: 6379, dataDir: '/data' },
}

/** Opens a Redis server that keeps its data and evicts nothing. Throws NothingFound, FolderInUse, StartFailed. */
export async function openRedis(options: OpenOptions): Promise<Server> {
  const { dir, env = process.env } = options
  const program = await takeFirst(REDIS.name, waysToServer(REDIS, env, dir))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  // Only our server knows our password: another that took the port does not answer it.
  const password = await keepPassword(dir)
  return launchServer(
    program,
    {
      args: ({ host, port, dataDir }) => [
        ...(program.kind === 'image' ? ['redis-server'] : []),
        '--bind',
        host,
        '--port',
        String(port),
        '--dir',
        dataDir,
        '--requirepass',
        password,
        '--appendonly',
        'yes',
        '--save',
        '',
        '--maxmemory-policy',
        'noeviction',
      ],
      url: (port) => `redis://:${password}@127.0.0.1:${port}`,
      // While it loads its data it answers the password but not the ping.
      isReady: async (port) =>
        (await askPort(port, `AUTH ${password}\r\nPING\r\n`)).startsWith('+OK\r\n+PONG'),
    },
    options,
  )
}
