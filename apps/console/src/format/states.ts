import type { AccountState } from '@surefoot/shared/messages'

/** The account's state as a person says it. */
export const STATE_NAMES: Record<AccountState, string> = {
  IDLE: 'Idle',
  BROWSER_OPENING: 'Browser opening',
  BROWSER_READY: 'Browser ready',
  PROVIDER_READY: 'Provider marked',
  RUNNING: 'Running',
  STOPPING: 'Stopping',
}
