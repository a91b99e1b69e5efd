import type { Account } from '@surefoot/shared/messages'
import type { ReactNode } from 'react'
import type { AccountView } from '../api/desk.ts'
import { formatCount } from '../format/count.ts'
import { formatMoney } from '../format/money.ts'
import { useDesk, useStreamAge } from '../live/use-desk.ts'
import { Age } from '../parts/age.tsx'
import { Fact } from '../parts/fact.tsx'

export interface AccountFactsProps {
  readonly account: Account
  readonly view: AccountView | undefined
}

/** What the account's browser tells. A number that nobody has told is a dash. */
export function AccountFacts({ account, view }: AccountFactsProps) {
  const streamAge = useStreamAge(account)
  const exposure = useDesk().desk?.exposure[account].total
  const browser = view?.browser ?? null
  return (
    <dl className="facts account-card-facts">
      <Fact name="Last odds">
        <Age ms={streamAge} />
      </Fact>
      <Fact name="Prices read">{browser ? formatCount(browser.quotesMapped) : '–'}</Fact>
      <Fact name="Balance">{browser?.balance ? formatMoney(browser.balance) : '–'}</Fact>
      <Fact name="Outstanding">{exposure === undefined ? '–' : formatMoney(exposure)}</Fact>
      <Fact name="Session">{sessionOf(browser)}</Fact>
      <Fact name="Contract">
        {view?.contractVersion == null ? '–' : `version ${view.contractVersion}`}
      </Fact>
    </dl>
  )
}

function sessionOf(browser: AccountView['browser']): ReactNode {
  if (browser === null || browser.isLoggedIn === null) return '–'
  return browser.isLoggedIn ? (
    <span className="good">logged in</span>
  ) : (
    <span className="bad">logged out</span>
  )
}
