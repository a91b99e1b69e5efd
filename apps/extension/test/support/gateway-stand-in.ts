import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface StandIn extends AsyncDisposable {
  readonly origin: string
}

export interface GatewayStandIn extends StandIn {
  readonly asked: Asked[]
  answers: Record<string, { readonly status: number; readonly body: object }>
}

/** Speaks the gateway's extension routes over real HTTP, and keeps what it was asked. */
export async function openGatewayStandIn(): Promise<GatewayStandIn> {
  const asked: Asked[] = []
  const answers: GatewayStandIn['answers'] = {}
  const gateway = { asked, answers }
  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    asked.push({ path, headers: request.headers, body: await text(request) })
    const { status, body } = gateway.answers[path] ?? { status: 404, body: {} }
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
  }
  const server = await openServer((request, response) => void onRequest(request, response))
  return Object.assign(gateway, server)
}

/** A web page of a bookmaker. */
export function openBookmaker(): Promise<StandIn> {
  return openServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Bookmaker</h1>')
  })
}

async function openServer(listener: RequestListener): Promise<StandIn> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
