import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire: headers and body. */
  readonly raw: string
}

export interface Mailbox extends AsyncDisposable {
  readonly url: string
  readonly mails: readonly Mail[]
}

const address = z.object({ port: z.number() })

/** A mail server of the test's own. It takes what it is sent. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((each) => each.address),
          raw: Buffer.concat(chunks).toString(),
        })
        callback()
      })
    },
  })
  // A sender that is killed in the middle of a mail breaks its connection.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = address.parse(server.server.address())
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
