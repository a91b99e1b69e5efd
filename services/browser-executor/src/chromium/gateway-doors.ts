import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'

export interface GatewayDoors extends AsyncDisposable {
  /** Where the extension of this desk's browsers finds its gateway. */
  readonly urlFor: (deskId: string) => Promise<string>
}

/** A door to each desk's own gateway: `{desk}` in the address stands for the desk. Each is opened when it is first used. */
export function createGatewayDoors(gatewayUrl: string): GatewayDoors {
  const doors = new Map<string, Promise<GatewayDoor>>()
  return {
    urlFor: async (deskId) => {
      const url = gatewayUrl.replaceAll('{desk}', deskId)
      const door = doors.get(url) ?? openGatewayDoor(url)
      doors.set(url, door)
      return (await door).url
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [...doors.values()].map(async (door) => (await door)[Symbol.asyncDispose]()),
      )
    },
  }
}

interface GatewayDoor extends AsyncDisposable {
  /** Where the extension finds the gateway: always on loopback. */
  readonly url: string
}

/**
 * The extension may ask loopback alone, and the gateway answers to a loopback name alone. Where the gateway is on another
 * machine or in another container, this process opens a port on loopback that leads there.
 */
export async function openGatewayDoor(gatewayUrl: string): Promise<GatewayDoor> {
  const gateway = new URL(gatewayUrl)
  if (gateway.hostname === '127.0.0.1')
    return { url: gatewayUrl, [Symbol.asyncDispose]: async () => undefined }
  const links = new Set<Socket>()
  const server = createServer((client) => {
    const far = connect({ host: gateway.hostname, port: Number(gateway.port || 80) })
    for (const socket of [client, far]) {
      links.add(socket)
      socket.once('close', () => links.delete(socket))
    }
    // A side that is gone takes the other with it; the extension shows the operator that nobody answers.
    void Promise.all([pipeline(client, far), pipeline(far, client)]).catch(() => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The door has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      for (const link of links) link.destroy()
      await once(server, 'close')
    },
  }
}
