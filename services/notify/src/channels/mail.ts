import type { AlertKind } from '@surefoot/shared/messages'
import { createTransport } from 'nodemailer'
import type { Channel, Outcome } from './channel.ts'
import { writeMessage } from './message.ts'
import { redact } from './post.ts'

export interface MailSettings {
  readonly smtpUrl: string
  readonly from: string
  readonly to: readonly string[]
  readonly kinds: readonly AlertKind[]
}

const WITHIN_MS = 10_000

/** A mail of plain text. */
export function createMail({ smtpUrl, from, to, kinds }: MailSettings): Channel {
  const url = new URL(smtpUrl)
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const isSecure = url.protocol === 'smtps:'
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    // A password is not sent before there is TLS.
    requireTLS: !isSecure && user !== '',
    ...(user === '' ? {} : { auth: { user, pass } }),
    connectionTimeout: WITHIN_MS,
    greetingTimeout: WITHIN_MS,
    socketTimeout: WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'mail',
    target: `${to.join(', ')} by ${url.hostname}`,
    kinds,
    send: async (message): Promise<Outcome> => {
      const { title, text } = writeMessage(message)
      const headers = { 'X-Surefoot-Message-Id': message.id, 'Auto-Submitted': 'auto-generated' }
      try {
        await transport.sendMail({ from, to: [...to], subject: title, text, headers })
        return { isSent: true }
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'no reason was given'
        const clean = redact(reason, [pass, smtpUrl])
        return { isSent: false, error: `The mail server did not take it: ${clean}`.slice(0, 300) }
      }
    },
  }
}
