import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface PageServer extends AsyncDisposable {
  readonly origin: string
}

/** A site of the test's own on a free port of this machine. */
export async function openPageServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<PageServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends who comes to its path `/<user>?<login address>` through a bookmaker's login. */
export function openDoor(): Promise<PageServer> {
  return openPageServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://door')
    const user = pathname.slice(1)
    const fields = { username: user, user, password: 'sandbox', pass: 'sandbox' }
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input name=${name} value=${value}>`,
    )
    response.setHeader('content-type', 'text/html')
    response.end(
      `<form method=post action="${search.slice(1)}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`,
    )
  })
}
