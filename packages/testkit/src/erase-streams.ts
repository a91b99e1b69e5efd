import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'

/** Delete every JetStream stream of a test's own NATS server, with all that is in it. Answers their names. */
export async function eraseStreams({ url }: { readonly url: string }): Promise<string[]> {
  const connection = await connect({ servers: url })
  try {
    const manager = await jetstreamManager(connection)
    const streams = await manager.streams.list().next()
    const names = streams.map(({ config }) => config.name)
    for (const name of names) await manager.streams.delete(name)
    return names
  } finally {
    await connection.close()
  }
}
