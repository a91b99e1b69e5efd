import type { AlertChannel, AlertKind } from '@surefoot/shared/messages'
import type { Message } from './message.ts'

/** Sent, or why not: for an operator, without a secret. */
export type Outcome = { readonly isSent: true } | { readonly isSent: false; readonly error: string }

/** A way out. */
export interface Channel {
  readonly name: AlertChannel
  /** Where it leads, as an operator recognises it; holds no secret. */
  readonly target: string
  readonly kinds: readonly AlertKind[]
  /** Try once, within seconds. Never throws. */
  readonly send: (message: Message) => Promise<Outcome>
}
