import { openNats, openRedis, type OpenOptions, type Server } from '@surefoot/servers'
import { inject } from 'vitest'
import type { TestServers } from './choose-servers.ts'
import { openTempDir } from './temp-dir.ts'
import type { TestNatsOptions, TestServer } from './test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServers: TestServers
  }
}

/** A NATS server of the caller's own: one for each test file. Only in tests named `*.int.test.ts`. */
export const startNats = (options: TestNatsOptions = {}): Promise<TestServer> =>
  inContainers()
    ? containers().then((all) => all.startNatsContainer(options))
    : startProgram((where) => openNats({ ...where, ...options }))

/** A Redis server of the caller's own: one for each test file. Only in tests named `*.int.test.ts`. */
export const startRedis = (): Promise<TestServer> =>
  inContainers() ? containers().then((all) => all.startRedisContainer()) : startProgram(openRedis)

const inContainers = (): boolean => inject('testServers') === 'containers'

/** Only where it is used: the library is large. */
const containers = () => import('./containers.ts')

/** Never a server whose address is in the environment: a test may erase all of it. */
async function startProgram(open: (options: OpenOptions) => Promise<Server>): Promise<TestServer> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const server = stack.use(await open({ dir: dir.path, env: { PATH: process.env['PATH'] } }))
  const { pid, url } = server
  if (pid === null) throw new Error('A test server must be a process of our own.')
  const owned = stack.move()
  return {
    url,
    signal: async (name) => {
      process.kill(pid, name)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
