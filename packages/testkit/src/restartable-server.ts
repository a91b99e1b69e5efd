import type { OpenOptions, Server } from '@surefoot/servers'
import { setTimeout as delay } from 'node:timers/promises'

/** A server that can be ended and started again, as a machine that goes away and comes back: same port, same data. */
export interface RestartableServer<S extends Server> extends AsyncDisposable {
  /** The server as it runs now. */
  readonly server: () => S
  /** End it: in order, or by SIGKILL. Returns when its process is gone. */
  readonly end: (how: 'stop' | 'kill') => Promise<void>
  /** Start it again where it was. Throws as the opening does. */
  readonly start: () => Promise<void>
}

const LOOK_AGAIN_MS = 20

/** Open a server of the caller's own, never one whose address is in the environment: a test may kill it. */
export async function openRestartable<S extends Server>(
  open: (options: OpenOptions) => Promise<S>,
  dir: string,
): Promise<RestartableServer<S>> {
  const env = { PATH: process.env['PATH'] }
  let server = await open({ dir, env })
  const port = Number(new URL(server.url).port)
  return {
    server: () => server,
    end: async (how) => {
      const { pid } = server
      if (pid === null) throw new Error('A server that is not our process cannot be ended.')
      if (how === 'kill' && isAlive(pid)) process.kill(pid, 'SIGKILL')
      await server.stop()
      while (isAlive(pid)) await delay(LOOK_AGAIN_MS)
    },
    start: async () => {
      server = await open({ dir, env, port })
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
