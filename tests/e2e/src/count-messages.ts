import { connect } from '@nats-io/transport-node'
import { readAddress } from '@surefoot/shared/bus'

export interface MessageCount extends AsyncDisposable {
  readonly read: () => number
}

/** Counts what is sent to a subject, from now on. */
export async function countMessages(natsUrl: string, subject: string): Promise<MessageCount> {
  const { servers, login } = readAddress(natsUrl)
  const nats = await connect({ servers: [...servers], ...login })
  let count = 0
  nats.subscribe(subject, { callback: () => void (count += 1) })
  await nats.flush()
  return { read: () => count, [Symbol.asyncDispose]: () => nats.close() }
}
