import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** One address behind which the server changes, as a name does after a failover. */
export interface ServerName extends AsyncDisposable {
  /** The first server's address with the name's host and port. */
  readonly url: string
  /** What connects from now on reaches this server; what is connected stays connected. */
  readonly leadTo: (url: string) => void
}

export async function openName(serverUrl: string): Promise<ServerName> {
  let target = serverUrl
  const sockets = new Set<Socket>()
  const listener = createServer((client) => {
    const { hostname, port } = new URL(target)
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => sockets.delete(socket))
    }
    client.pipe(server).pipe(client)
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('The name has no port.')
  const url = new URL(serverUrl)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.href,
    leadTo: (next) => {
      target = next
    },
    [Symbol.asyncDispose]: async () => {
      listener.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
