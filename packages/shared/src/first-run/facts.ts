import type { AccountState } from '../messages/account-state.ts'
import type { Account } from '../messages/common.ts'
import type { MissingEvidence } from '../messages/ledger/evidence.ts'
import type { Control } from '../messages/control.ts'

/** What the lines need to know of an account: the ledger's row and its browser's latest status. */
export interface FirstRunAccount {
  readonly state: AccountState
  readonly url: string | null
  readonly reason: string | null
  readonly providerId: string | null
  /** Null when no status of the browser has come lately. */
  readonly browser: {
    readonly isUp: boolean
    readonly pageOrigin: string | null
    readonly isLoggedIn: boolean | null
    /** What live bets wait for. Null, or left out, where that is not known. */
    readonly unread?: readonly MissingEvidence[] | null | undefined
  } | null
}

export interface FirstRunContract {
  readonly providerId: string
  readonly name: string
  readonly origins: readonly string[]
  readonly document: Readonly<Record<string, unknown>>
}

export interface FirstRunFacts {
  readonly accounts: Readonly<Record<Account, FirstRunAccount>>
  readonly control: Pick<Control, 'trading' | 'venue'>
  /** Null while they have not been read. */
  readonly contracts: readonly FirstRunContract[] | null
  /** Whether both bets of an execution were accepted once; null while that is not known. */
  readonly hasExecuted: boolean | null
}
