import type { ExposureCaps } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared/bus'
import type { Refusal } from '@surefoot/shared/messages'
import type { Database } from './database/open-database.ts'

/** What every handler of the ledger works with. */
export interface Ledger {
  readonly database: Database
  readonly caps: ExposureCaps
  /** What a desk may lose in a UTC day, by what was booked, before it opens nothing new. */
  readonly maxDayLossMinor: number
  /** The smallest profit of an execution that is opened, in hundredths of a percent of its stakes. */
  readonly minProfitBps: number
  /** Caps are bypassed, and only a simulated browser gets a permit. */
  readonly isSafeMode: boolean
  /** Why Postgres, as it is set up now, is not to hold live bets; left out: it is not asked. */
  readonly refuseLive?: () => Refusal | undefined
  /** A control is loosened only with the approval of the gateway; left out: by whoever asks. */
  readonly demandsApproval?: boolean
  /** Tells, after the commit, what others may want to know. */
  readonly publish: Bus['publish']
}
