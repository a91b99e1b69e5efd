import type { ExposureCaps } from '@surefoot/arbitrage'
import type { Bus } from '@surefoot/shared'
import type { Database } from './database/open-database.ts'

/** What every handler of the ledger works with. */
export interface Ledger {
  readonly database: Database
  readonly caps: ExposureCaps
  /** Caps are bypassed, and only a simulated browser gets a permit. */
  readonly isSafeMode: boolean
  /** Tells, after the commit, what others may want to know. */
  readonly publish: Bus['publish']
}
