import { findFreePort, openNats, type Server } from '@surefoot/servers'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openRestartable, type RestartableServer } from './restartable-server.ts'
import { openTempDir } from './temp-dir.ts'

export interface NatsCluster extends AsyncDisposable {
  /** Addresses of all its servers, with commas between. */
  readonly url: string
  /** Each may be ended and started again with what it had. */
  readonly nodes: readonly RestartableServer<Server>[]
}

/** Real NATS servers on loopback that keep JetStream together. Only in tests named `*.int.test.ts`. */
export async function openNatsCluster(size = 3): Promise<NatsCluster> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.use(await openTempDir())
  const ports = await Promise.all(Array.from({ length: size }, findFreePort))
  const name = `surefoot-${randomUUID()}`
  const nodes = await Promise.all(
    ports.map(async (port, index) => {
      const cluster = { name, server: `${name}-${index + 1}`, port, peers: ports }
      const open = (where: Parameters<typeof openNats>[0]): Promise<Server> =>
        openNats({ ...where, cluster })
      return stack.use(await openRestartable(open, join(dir.path, String(index + 1))))
    }),
  )
  const owned = stack.move()
  return {
    url: nodes.map((node) => node.server().url).join(','),
    nodes,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
