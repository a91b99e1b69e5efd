import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Receiver extends AsyncDisposable {
  readonly url: string
  /** In the order of arrival. */
  readonly received: readonly Received[]
  /** What it answers from now on. */
  answer: { status: number; headers?: Record<string, string>; body?: string }
}

const address = z.object({ port: z.number() })

/** An HTTP server of the test's own: a webhook, Slack or a Bot API, by its path. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const receiver: Pick<Receiver, 'answer'> = { answer: { status: 200 } }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
      const { status, headers: more = {}, body = '{"ok":true}' } = receiver.answer
      response.writeHead(status, more).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = address.parse(server.address())
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}
