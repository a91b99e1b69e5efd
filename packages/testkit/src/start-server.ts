import { openNats, openRedis, type OpenOptions, type Server } from '@surefoot/servers'
import { openTempDir } from './temp-dir.ts'

export interface TestServer extends AsyncDisposable {
  readonly url: string
  /** Its process, for a test that kills or stops it. */
  readonly pid: number
}

/** A NATS server of the caller's own, with JetStream: one for each test file. */
export const startNats = (): Promise<TestServer> => startServer(openNats)

/** A Redis server of the caller's own: one for each test file. */
export const startRedis = (): Promise<TestServer> => startServer(openRedis)

/** Never a server whose address is in the environment: a test may erase all of it. */
async function startServer(open: (options: OpenOptions) => Promise<Server>): Promise<TestServer> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const server = stack.use(await open({ dir: dir.path, env: { PATH: process.env['PATH'] } }))
  if (server.pid === null) throw new Error('A test server must be a process of our own.')
  const owned = stack.move()
  return { url: server.url, pid: server.pid, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
