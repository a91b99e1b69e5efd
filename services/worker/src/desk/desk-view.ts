import {
  ACCOUNTS,
  describeMissing,
  refuse,
  type Account as AccountName,
  type AccountRow,
  type BrowserStatus,
  type Control,
  type Refusal,
} from '@surefoot/shared/messages'
import type { ExecutionsView } from './executions.ts'

/** An account as a decision sees it; `status` is null if no executor has reported its browser lately. */
export interface AccountView {
  readonly row: AccountRow
  readonly status: BrowserStatus | null
}

/** The desk as it is when an execution is decided. */
export interface DeskView {
  readonly deskId: string
  readonly control: Control
  readonly accounts: Readonly<Record<AccountName, AccountView>>
  readonly executions: ExecutionsView
}

/** An account that does not run, whatever is asked of the desk. */
export function refuseIdle({ accounts }: Pick<DeskView, 'accounts'>): Refusal | null {
  const idle = ACCOUNTS.map((name) => accounts[name].row).find(({ state }) => state !== 'RUNNING')
  if (idle === undefined) return null
  return refuse(
    'NOT_RUNNING',
    `Account ${idle.account} is ${idle.state}. Both accounts must be RUNNING.`,
  )
}

/** What of the accounts was not read yet in this version of their contracts: live bets wait for it. */
export function refuseUnread({ accounts }: Pick<DeskView, 'accounts'>): Refusal | null {
  const unread = ACCOUNTS.map((name) => accounts[name]).find(
    ({ status }) => status?.unread?.length !== 0,
  )
  if (unread === undefined) return null
  const { row, status } = unread
  const what =
    status?.unread === undefined ? 'its lists, balance and session' : describeMissing(status.unread)
  return refuse(
    'EVIDENCE_MISSING',
    `Account ${row.account} does not bet live at ${row.providerId} yet: ${what} were not read in version ${row.contractVersion} of its contract. Log in on its page and wait a moment; if it stays, teach the lists of the contract again, or use paper.`,
  )
}
