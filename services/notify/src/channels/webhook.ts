import type { AlertKind } from '@surefoot/shared/messages'
import type { Channel } from './channel.ts'
import { writeMessage, type Line, type Message } from './message.ts'
import { post } from './post.ts'
import { sign } from './sign.ts'

export interface WebhookSettings {
  readonly url: string
  readonly secret: string
  readonly kinds: readonly AlertKind[]
}

/** A signed request with the alerts as JSON. */
export function createWebhook({ url, secret, kinds }: WebhookSettings): Channel {
  const { origin, pathname, search } = new URL(url)
  return {
    name: 'webhook',
    target: origin,
    kinds,
    send: (message) => {
      const body = writeBody(message)
      const { timestamp, signature } = sign(body, { secret, at: message.at })
      const headers = {
        'content-type': 'application/json',
        'surefoot-message-id': message.id,
        'surefoot-timestamp': timestamp,
        'surefoot-signature': signature,
      }
      // A path may hold a token.
      const secrets = [secret, search, pathname.length > 1 ? pathname : '']
      return post({ url, headers, body, secrets })
    },
  }
}

function writeBody(message: Message): string {
  const { id, deskId, at, lines, testBy } = message
  const alerts = lines.map(describeLine)
  return JSON.stringify({
    version: 1,
    messageId: id,
    deskId,
    sentAt: at.toISOString(),
    isTest: testBy !== null,
    ...writeMessage(message),
    alerts,
  })
}

function describeLine({ alert, purpose, nth }: Line) {
  const { id, key, kind, message, account, executionId } = alert
  const { isCondition, raisedAt, resolvedAt } = alert
  const about = { id, key, kind, message, account, executionId, isCondition }
  return { ...about, raisedAt, resolvedAt, purpose, nth }
}
