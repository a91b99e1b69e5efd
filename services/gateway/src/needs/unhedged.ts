import { fromMinor } from '@surefoot/arbitrage'
import {
  betsInForce,
  isDecided,
  isOwnedByHedge,
  mayBeBets,
  worstCaseMinor,
} from '@surefoot/execution-rules'
import type { ExecutionRecord } from '@surefoot/shared/messages'

type Bets = Pick<ExecutionRecord, 'opportunity' | 'legs' | 'hedgeEvents'>

export interface Unhedged {
  /** What is lost at worst, minor units. */
  readonly minor: number
  /** The ledger's instant since which it may be lost; null where nothing may. */
  readonly since: string | null
}

const NOTHING: Unhedged = { minor: 0, since: null }

/**
 * What an execution loses at worst because its bets do not, or may not, cover each other. Nothing while a hedge covers them
 * as far as it was to, and once the match is over.
 */
export function unhedgedOf(record: Bets): Unhedged {
  if (isDecided(record) || isOwnedByHedge(record)) return NOTHING
  const minor = Math.max(0, -worstCaseMinor(record))
  const exposed = [...betsInForce(record), ...mayBeBets(record)]
  const instants = exposed.map(({ armedAt, changedAt }) => armedAt ?? changedAt).toSorted()
  return minor === 0 ? NOTHING : { minor, since: instants[0] ?? null }
}

export function unhedgedMinor(record: Bets): number {
  return unhedgedOf(record).minor
}

/** The same of all of them together, as money, and since when the first of them is exposed. */
export function sumUnhedged(records: readonly Bets[]): {
  readonly sum: string
  readonly since: string | null
} {
  const each = records.map(unhedgedOf)
  const instants = each.flatMap(({ since }) => (since === null ? [] : [since]))
  return {
    sum: fromMinor(each.reduce((sum, { minor }) => sum + minor, 0)),
    since: instants.toSorted()[0] ?? null,
  }
}
