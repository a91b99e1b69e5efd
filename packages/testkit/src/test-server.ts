export interface TestServer extends AsyncDisposable {
  readonly url: string
  /** Kills, stops or continues the server, as a machine that fails does. */
  readonly signal: (name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => Promise<void>
}

export interface TestNatsOptions {
  /** Left out: it has JetStream. */
  readonly hasJetStream?: boolean
}
