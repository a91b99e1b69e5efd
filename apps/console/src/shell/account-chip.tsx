import type { Account } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { STATE_NAMES } from '../format/states.ts'
import { useIsDeskKnown } from '../health/use-health.ts'
import { useDesk, useStreamAge } from '../live/use-desk.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { Age } from '../parts/age.tsx'

/** An account at a glance: where it stands, how old its odds are, what it holds. */
export function AccountChip({ account }: { readonly account: Account }) {
  const view = useDesk().desk?.accounts[account]
  const streamAge = useStreamAge(account)
  const isKnown = useIsDeskKnown()
  const balance = isKnown ? (view?.browser?.balance ?? null) : null
  return (
    <div className="account-chip" data-account={account} data-unknown={!isKnown || undefined}>
      <AccountLetter role={account} size={18} />
      <div>
        <div className="account-chip-state">
          {view && isKnown ? STATE_NAMES[view.state] : 'Not known'}
        </div>
        <div className="account-chip-facts">
          <span className="account-chip-word">odds </span>
          <Age ms={isKnown ? streamAge : null} />
          {' · '}
          <span className="account-chip-word">balance </span>
          {balance === null ? '–' : formatMoney(balance)}
        </div>
      </div>
    </div>
  )
}
