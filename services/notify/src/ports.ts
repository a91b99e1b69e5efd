import type { Bus } from '@surefoot/shared/bus'
import type { Logger } from '@surefoot/shared/runtime'
import type { Channel } from './channels/channel.ts'
import type { QuietHours } from './settings/quiet-hours.ts'

export interface HeartbeatSettings {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly everyMs: number
  /** What an answer must not bring into the log. */
  readonly secrets: readonly string[]
}

export interface Settings {
  readonly deskId: string
  readonly repeatMs: number
  readonly sendsResolved: boolean
  readonly quietHours: QuietHours | null
  /** Address of the console; null where it has none. */
  readonly console: string | null
  readonly heartbeat: HeartbeatSettings | null
}

/** All that the service needs from outside. */
export interface Ports {
  readonly bus: Bus
  readonly logger: Logger
  readonly channels: readonly Channel[]
  readonly settings: Settings
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Names this process and no other. */
  readonly holder: string
}
