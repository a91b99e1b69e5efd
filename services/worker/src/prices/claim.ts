import type { Account, Opportunity } from '@surefoot/shared/messages'
import type { ReceivedQuote } from './received-prices.ts'

export type Received = Readonly<Record<Account, ReceivedQuote>>

/** An opportunity that arrived, with what was received of its two selections. */
export interface Claim {
  readonly claimed: Opportunity
  readonly received: Received
}
