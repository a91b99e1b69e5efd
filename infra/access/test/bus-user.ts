import { PermissionViolationError, type NatsConnection } from '@nats-io/nats-core'
import { connect } from '@nats-io/transport-node'
import { readAddress } from '@surefoot/shared/bus'

export interface Attempt {
  readonly subject: string
  readonly queue?: string
}

/** A connection as one user, that tells what the server refused. */
export interface BusUser extends AsyncDisposable {
  readonly nats: NatsConnection
  /** Publish to each; answers those that were refused. */
  readonly refusedPublishing: (subjects: readonly string[]) => Promise<string[]>
  /** Listen to each; answers those that were refused. */
  readonly refusedListening: (attempts: readonly Attempt[]) => Promise<Attempt[]>
}

export async function openBusUser(url: string): Promise<BusUser> {
  const { servers, login } = readAddress(url)
  const nats = await connect({ servers: [...servers], ...login, reconnect: false })
  const refused: PermissionViolationError[] = []
  void (async () => {
    for await (const status of nats.status())
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        refused.push(status.error)
  })()
  /** What the server refused is said before its answer to a ping. */
  const refusals = async (): Promise<PermissionViolationError[]> => {
    await nats.flush()
    await nats.flush()
    return refused.splice(0)
  }
  return {
    nats,
    refusedPublishing: async (subjects) => {
      for (const subject of subjects) nats.publish(subject)
      return (await refusals()).map(({ subject }) => subject)
    },
    refusedListening: async (attempts) => {
      for (const { subject, queue } of attempts)
        nats.subscribe(subject, { ...(queue === undefined ? {} : { queue }), callback: () => {} })
      return (await refusals()).map(({ subject, queue }) =>
        queue === undefined ? { subject } : { subject, queue },
      )
    },
    [Symbol.asyncDispose]: () => nats.close(),
  }
}
