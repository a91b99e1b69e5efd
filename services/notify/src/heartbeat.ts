import type { HeartbeatState } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { post } from './channels/post.ts'
import type { HeartbeatSettings } from './ports.ts'

export interface Heartbeat extends AsyncDisposable {
  readonly state: () => HeartbeatState
}

export interface HeartbeatOptions {
  readonly settings: HeartbeatSettings
  /** Why the system is not well; null: it is. */
  readonly complaint: () => string | null
  readonly logger: Logger
  readonly now: () => number
}

/**
 * The dead man's switch: a request to a monitor elsewhere, now and then, and only while this process, NATS and the ledger
 * work. The monitor raises the alarm when the beats stop, also when nothing here is left that could send one.
 */
export function openHeartbeat({ settings, complaint, logger, now }: HeartbeatOptions): Heartbeat {
  const { url, method, everyMs } = settings
  const { host, pathname, search } = new URL(url)
  let lastSentAt: string | null = null
  let error: string | null = 'No beat was sent yet.'
  let beating: Promise<void> | undefined

  const beat = async (): Promise<void> => {
    const why = complaint()
    if (why !== null) {
      error = `No beat is sent: ${why}`
      return
    }
    const secrets = [...settings.secrets, pathname.length > 1 ? pathname : '', search]
    const outcome = await post({ url, method, secrets })
    if (outcome.isSent) lastSentAt = new Date(now()).toISOString()
    else logger.warn({ error: outcome.error }, 'the heartbeat was not taken')
    error = outcome.isSent ? null : outcome.error
  }
  const tick = (): void => {
    beating ??= beat().finally(() => (beating = undefined))
  }
  const timer = setInterval(tick, everyMs)
  return {
    state: () => ({ target: host, everyMs, lastSentAt, error }),
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await beating
    },
  }
}
