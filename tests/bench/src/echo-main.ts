import { connect } from '@nats-io/transport-node'

const [url = '', subject = ''] = process.argv.slice(2)
const nats = await connect({ servers: url })
nats.subscribe(subject, { callback: (_error, message) => void message.respond(message.data) })
await nats.flush()
process.on('SIGTERM', () => process.exit(0))
process.send?.('ready')
