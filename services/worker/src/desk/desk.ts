import type { LimitBook } from '@surefoot/arbitrage'
import type { Account as AccountName } from '@surefoot/shared/messages'
import type { Account } from '../account/account.ts'
import { isSeen } from '../account/sighting.ts'
import type { ReceivedPrices } from '../prices/received-prices.ts'
import type { Ports, Settings } from '../ports.ts'
import type { DeskView } from './desk-view.ts'
import type { Executions } from './executions.ts'
import type { HeldControl } from './held-control.ts'
import type { Opportunities } from './opportunities.ts'
import type { ReadStake } from './read-stake.ts'

/** All that the handlers of one desk work with. */
export interface Desk {
  readonly settings: Settings
  readonly ports: Ports
  readonly isServing: () => boolean
  readonly accounts: Readonly<Record<AccountName, Account>>
  readonly control: HeldControl
  readonly opportunities: Opportunities
  readonly executions: Executions
  /** What an opportunity is held against. */
  readonly prices: ReceivedPrices
  readonly limits: LimitBook
  readonly readStake: ReadStake
}

/** The desk as a decision sees it. */
export function viewDesk(desk: Desk): DeskView {
  const nowMs = desk.ports.clock.monotonicMs()
  const viewOf = (account: Account) => {
    const sighting = account.sighting()
    const isFresh = isSeen(sighting, nowMs)
    return { row: account.row(), status: isFresh ? sighting.status : null }
  }
  return {
    deskId: desk.settings.deskId,
    control: desk.control.read(),
    accounts: { A: viewOf(desk.accounts.A), B: viewOf(desk.accounts.B) },
    executions: desk.executions.view(),
  }
}
