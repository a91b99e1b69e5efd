import { createHmac } from 'node:crypto'

export interface Signed {
  /** Seconds since 1970. */
  readonly timestamp: string
  /** `v1=` and HMAC-SHA-256, in hex, of `<timestamp>.<body>`. */
  readonly signature: string
}

/** Sign a body, so that its receiver knows who sent it, and when: see docs/notifications.md. */
export function sign(body: string, { secret, at }: { secret: string; at: Date }): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { timestamp, signature: `v1=${digest}` }
}
