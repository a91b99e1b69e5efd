/**
 * Owns a port that stands before a server, and the faults of the way between.
 *
 * 1. Bytes keep their order, whatever they are held up by.
 * 2. A connection that lost a byte is broken before it carries another: a client never reads a stream with a hole in it.
 */
import { once } from 'node:events'
import { connect, createServer, type Server as TcpServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'

export interface FaultProxy extends AsyncDisposable {
  /** The server's address with the proxy's host and port. */
  readonly url: string
  /** Break every connection. Returns how many. */
  readonly cut: () => number
  /** Let requests through and swallow every answer until ended; ending breaks the connections that lost one, and tells how many. */
  readonly dropReplies: () => Drop
  /** Hold what is sent in either direction for so long, until ended; ending tells how many pieces were held. */
  readonly holdUp: (delayMs: number) => { readonly end: () => number }
  /**
   * Pass on nothing in either direction and close nothing, as a server that hangs: it still lets connections in. Ending passes
   * on what was held, and tells how many pieces were.
   */
  readonly freeze: () => { readonly end: () => number }
}

export interface Drop {
  /** How many connections have lost an answer so far. */
  readonly lost: () => number
  readonly end: () => number
}

interface Weather {
  isDropping: boolean
  delayMs: number
  held: number
  frozen: number
  /** Settles when the freeze is over. */
  thaw: Promise<void> | undefined
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  hasLost: boolean
}

const HOST = '127.0.0.1'

/** Stand before the server at an address, which may be a container's, with a port on loopback. */
export async function openFaultProxy(serverUrl: string): Promise<FaultProxy> {
  const target = new URL(serverUrl)
  const weather: Weather = { isDropping: false, delayMs: 0, held: 0, frozen: 0, thaw: undefined }
  const links = new Set<Link>()
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const link = { client, server, hasLost: false }
    links.add(link)
    void carry(link, weather).finally(() => links.delete(link))
  })
  const url = new URL(serverUrl)
  url.hostname = HOST
  url.port = String(await listen(listener))
  const breakLinks = (which: (link: Link) => boolean): number => {
    const broken = [...links].filter(which)
    for (const link of broken) breakLink(link)
    return broken.length
  }
  return {
    url: url.href,
    cut: () => breakLinks(() => true),
    dropReplies: () => {
      weather.isDropping = true
      return {
        lost: () => [...links].filter(({ hasLost }) => hasLost).length,
        end: () => {
          weather.isDropping = false
          return breakLinks(({ hasLost }) => hasLost)
        },
      }
    },
    holdUp: (delayMs) => {
      Object.assign(weather, { delayMs, held: 0 })
      return {
        end: () => {
          weather.delayMs = 0
          return weather.held
        },
      }
    },
    freeze: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      Object.assign(weather, { thaw: promise, frozen: 0 })
      return {
        end: () => {
          weather.thaw = undefined
          resolve()
          return weather.frozen
        },
      }
    },
    [Symbol.asyncDispose]: async () => {
      listener.close()
      breakLinks(() => true)
      if (listener.listening) await once(listener, 'close')
    },
  }
}

async function listen(listener: TcpServer): Promise<number> {
  listener.listen(0, HOST)
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('The proxy has no port.')
}

/** Both ways until one ends. A server that is away breaks the client's connection. */
async function carry(link: Link, weather: Weather): Promise<void> {
  const { client, server } = link
  const held = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (weather.delayMs > 0) {
        weather.held += 1
        await delay(weather.delayMs)
      }
      if (weather.thaw !== undefined) {
        weather.frozen += 1
        await weather.thaw
      }
      yield chunk
    }
  }
  const answered = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of held(chunks)) {
      link.hasLost ||= weather.isDropping
      if (!link.hasLost) yield chunk
    }
  }
  await Promise.race([
    pipeline(client, held, server).catch(() => undefined),
    pipeline(server, answered, client).catch(() => undefined),
  ])
  breakLink(link)
}

function breakLink({ client, server }: Link): void {
  client.resetAndDestroy()
  server.destroy()
}
