/**
 * The life of an account, as in "The account's state machine" of ARCHITECTURE.md. The table is the only list of its
 * moves; every other pair of state and trigger is denied and changes nothing.
 */
import { defineTransitions } from '@surefoot/arbitrage'
import {
  ok,
  refuse,
  type AccountRow,
  type AccountState,
  type AccountTrigger,
  type Refusal,
} from '@surefoot/shared/messages'

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

/** What a trigger brings with it. */
export interface Facts {
  readonly reason?: string
  readonly url?: string
  readonly browserId?: string
  readonly providerId?: string
  readonly contractVersion?: number
}

/** One step of an account, ready for the ledger: the account as it will be. */
export interface Transition {
  readonly from: AccountState
  readonly to: AccountState
  readonly trigger: AccountTrigger
  readonly reason: string | null
  readonly url: string | null
  readonly browserId: string | null
  readonly providerId: string | null
  readonly contractVersion: number | null
}

const WAITS: Record<AccountState, string> = {
  IDLE: 'it is turned off',
  BROWSER_OPENING: 'its browser is opening',
  BROWSER_READY: 'it waits for its provider to be marked',
  PROVIDER_READY: 'it waits for the first odds',
  RUNNING: 'it is running',
  STOPPING: 'it is closing its browser',
}

const WANTS: Record<AccountTrigger, string> = {
  TOGGLED_ON: 'Turn it off and wait until it is idle, then turn it on.',
  BROWSER_OPENED: 'A browser was reported that was not being opened.',
  PROVIDER_MARKED: 'Mark the provider once, when the browser is open and logged in.',
  FIRST_PACKET: 'Odds were reported that were not waited for.',
  TOGGLED_OFF: 'There is nothing to turn off.',
  CONTRACT_DELETED: 'There is nothing to stop.',
  BROWSER_LOST: 'There is nothing to stop.',
  OPEN_FAILED: 'There is nothing to stop.',
  BROWSER_CLOSED: 'A closed browser was reported that was not being closed.',
}

export type TransitionDecision = { readonly ok: true; readonly transition: Transition } | Refusal

/** The step that `trigger` makes from where the account stands, or why it makes none (`DENIED`). */
export function decideTransition(
  row: AccountRow,
  trigger: AccountTrigger,
  facts: Facts = {},
): TransitionDecision {
  const to = nextAccountState(row.state, trigger)
  if (to === undefined)
    return refuse(
      'DENIED',
      `Account ${row.account} is ${row.state}: ${WAITS[row.state]}. ${WANTS[trigger]}`,
    )
  return ok({ transition: { from: row.state, to, trigger, ...afterwards(row, to, facts) } })
}

/** A new start forgets the last; a stop keeps its reason until the next start, so that the operator can read it. */
function afterwards(row: AccountRow, to: AccountState, facts: Facts) {
  const url = facts.url ?? row.url
  if (to === 'BROWSER_OPENING') return { ...NOTHING, url, reason: null }
  if (to === 'IDLE') return { ...NOTHING, url, reason: row.reason }
  return {
    url,
    browserId: facts.browserId ?? row.browserId,
    providerId: facts.providerId ?? row.providerId,
    contractVersion: facts.contractVersion ?? row.contractVersion,
    reason: facts.reason?.slice(0, LONGEST_REASON) ?? null,
  }
}

const NOTHING = { browserId: null, providerId: null, contractVersion: null }
/** As the ledger's schema has it. */
const LONGEST_REASON = 500
