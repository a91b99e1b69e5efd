import type { Server } from '@surefoot/servers'
import type { FaultProxy, RestartableServer } from '@surefoot/testkit'

/** A server, and the way to it that the services take. */
export interface Way {
  readonly restartable: RestartableServer<Server>
  readonly proxy: FaultProxy
  /** What needs the server up waits until what takes it away is over. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>
}
