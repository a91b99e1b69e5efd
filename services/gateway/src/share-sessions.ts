import { sessionsAsked, sessionsTold, type Bus } from '@surefoot/shared'
import type { Sessions } from './sessions.ts'

export interface ShareSessionsOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly sessions: Sessions
}

export interface SharedSessions extends Disposable {
  /** Tell the other gateways of the desk now. */
  readonly tell: () => void
}

/** An event may be lost, and the use of a session is told no other way. */
const TELL_EVERY_MS = 20_000

/** Tell the desk's other gateways who is let in here, and hear it of them: a console that comes back may come to another. */
export async function shareSessions(options: ShareSessionsOptions): Promise<SharedSessions> {
  const { bus, deskId, sessions } = options
  const tell = (): void => bus.publish(sessionsTold, { deskId, ...sessions.tell() })
  const here = { scope: { deskId } }
  await bus.subscribe(sessionsTold, sessions.hear, here)
  await bus.subscribe(sessionsAsked, tell, here)
  bus.publish(sessionsAsked, { deskId })
  const telling = setInterval(tell, TELL_EVERY_MS)
  return { tell, [Symbol.dispose]: () => clearInterval(telling) }
}
