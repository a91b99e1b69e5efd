import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { readSpans, type ReceivedSpan } from './received-span.ts'

export interface Receiver extends AsyncDisposable {
  /** What makes a process send its spans here. */
  readonly settings: NodeJS.ProcessEnv
  readonly spans: readonly ReceivedSpan[]
}

/** A collector that keeps all it is given. */
export async function openReceiver(): Promise<Receiver> {
  const spans: ReceivedSpan[] = []
  const receive = async (request: IncomingMessage): Promise<void> => {
    spans.push(...readSpans(await json(request)))
  }
  const server = createServer((request, response) => {
    receive(request).then(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      (error: unknown) => response.writeHead(400).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was bound')
  return {
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${address.port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    },
    spans,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
