/** A server that answers on loopback. */
export interface Server extends AsyncDisposable {
  readonly url: string
  /** Null where the address was given: such a server is not ours to stop. */
  readonly pid: number | null
  /** What is used and where it came from, for the terminal. */
  readonly source: string
  /** How our process ended: a signal or an exit code. Never settles for a server that is not ours. */
  readonly ended: Promise<string>
  /** Sends our process a signal: SIGINT asks it to end in order. */
  signal(name: 'SIGINT' | 'SIGKILL'): void
  /** Ends the process that we started and waits for it. A second call does nothing. */
  stop(): Promise<void>
}

export interface OpenOptions {
  /** Where the server keeps its data: a second start finds it. Made if missing. */
  readonly dir: string
  /** A free one if left out. */
  readonly port?: number
  /** Where an address and the PATH are read. */
  readonly env?: NodeJS.ProcessEnv
  /** Ends a server that is not ready yet; the opening throws the signal's reason then. */
  readonly abandoned?: AbortSignal
}

/** A server at an address from the environment. */
export function givenServer(url: string, source: string): Server {
  return {
    url,
    pid: null,
    source,
    ended: new Promise(() => undefined),
    signal: () => undefined,
    stop: leave,
    [Symbol.asyncDispose]: leave,
  }
}

async function leave(): Promise<void> {}
