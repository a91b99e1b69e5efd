import { resolve } from 'node:path'
import { askPort } from './ask-port.ts'
import { waysToServer, type ServerKind } from './find-server.ts'
import { keepPassword } from './keep-password.ts'
import { launchServer } from './launch-server.ts'
import { givenServer, type OpenOptions, type Server } from './server.ts'
import { writeRules, type ServerAccess } from './server-access.ts'
import { takeFirst } from './way.ts'

export const REDIS: ServerKind = {
  name: 'Redis',
  variable: 'REDIS_URL',
  packages: { programs: ['redis-server'], apt: ['redis-server'], brew: 'redis' },
  image: { name: 'redis:8.0.2', port: 6379, dataDir: '/data' },
  wanted: '8.0.2',
}

export interface RedisOptions extends OpenOptions {
  /** Left out: there is one user, who may do everything. */
  readonly access?: ServerAccess
}

/** Opens a Redis server that keeps its data and evicts nothing. Throws NothingFound, FolderInUse, StartFailed. */
export async function openRedis(options: RedisOptions): Promise<Server> {
  const { dir: given, env = process.env, access } = options
  const dir = resolve(given)
  const program = await takeFirst(REDIS.name, waysToServer(REDIS, env))
  if (program.kind === 'address') return givenServer(program.url, program.source)
  // Only our server knows our password: another that took the port does not answer it.
  const password = access?.password ?? (await keepPassword(dir))
  const user = access?.user ?? ''
  const rules = access && (await writeRules(program, dir, access.rules))
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
        ...(rules ? ['--aclfile', rules.path] : ['--requirepass', password]),
        '--appendonly',
        'yes',
        '--save',
        '',
        '--maxmemory-policy',
        'noeviction',
      ],
      url: (port) => `redis://${user}:${password}@127.0.0.1:${port}`,
      imageOptions: rules?.imageOptions ?? [],
      // While it loads its data it answers the password but not the ping.
      isReady: async (port) =>
        (await askPort(port, `AUTH ${user || 'default'} ${password}\r\nPING\r\n`)).startsWith(
          '+OK\r\n+PONG',
        ),
    },
    options,
  )
}
