/**
 * The life of an account, as in "The account state machine" of ARCHITECTURE.md. The table is the only list of its
 * moves; every other pair of state and trigger is denied and changes nothing.
 */
import { defineTransitions } from '@surefoot/arbitrage'
import type { AccountState, AccountTrigger } from '@surefoot/shared'

const STOPPED = {
  TOGGLED_OFF: 'STOPPING',
  CONTRACT_DELETED: 'STOPPING',
  BROWSER_LOST: 'STOPPING',
  OPEN_FAILED: 'STOPPING',
} as const

const accountTransitions = defineTransitions({
  IDLE: { TOGGLED_ON: 'BROWSER_OPENING' },
  BROWSER_OPENING: { BROWSER_OPENED: 'BROWSER_READY', ...STOPPED },
  BROWSER_READY: { PROVIDER_MARKED: 'PROVIDER_READY', ...STOPPED },
  PROVIDER_READY: { FIRST_PACKET: 'RUNNING', ...STOPPED },
  RUNNING: STOPPED,
  STOPPING: { BROWSER_CLOSED: 'IDLE' },
} as const satisfies Record<AccountState, Partial<Record<AccountTrigger, AccountState>>>)

/** Where `trigger` leads from `state`; undefined if it leads nowhere from there. */
export function nextAccountState(
  state: AccountState,
  trigger: AccountTrigger,
): AccountState | undefined {
  const row: Partial<Record<AccountTrigger, AccountState>> = accountTransitions[state]
  return row[trigger]
}

/** Whether the account's browser should be up and telling of itself. */
export function hasBrowser(state: AccountState): boolean {
  return state === 'BROWSER_READY' || state === 'PROVIDER_READY' || state === 'RUNNING'
}
