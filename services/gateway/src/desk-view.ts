import type { Account, BrowserStatus, DeskRow } from '@surefoot/shared/messages'
import { exposureView, type BrowserView, type Desk, type Exposures } from './desk.ts'
import type { Sighting } from './health/evidence.ts'
import { streamAgeOf } from './health/stream-age.ts'
import { HEARD_WITHIN_MS, type BrowserSightings } from './live-browsers.ts'
import { listNeeds, type LedgerNeeds } from './needs/list-needs.ts'
import { haltOf } from './needs/trading-past.ts'
import { sumUnhedged } from './needs/unhedged.ts'
import { waitsFor } from './waits-for.ts'

export interface DeskParts {
  readonly row: DeskRow
  readonly exposure: Exposures
  readonly browsers: BrowserSightings
  readonly readAgoMs: number
  readonly limits: Desk['limits']
  readonly opportunityRate: number
  /** Null while the ledger has not told. */
  readonly needs: LedgerNeeds | null
}

/** Put the desk together at `now`. A browser that was not reported lately is not shown. */
export function viewDesk(parts: DeskParts, now: number): Desk {
  const viewAccount = (account: Account): Desk['accounts'][Account] => {
    const row = parts.row.accounts[account]
    const seen = parts.browsers[account]
    const browser = seen !== null && seen.agoMs < HEARD_WITHIN_MS ? viewBrowser(seen) : null
    return { ...row, waitsFor: waitsFor(row, browser), browser }
  }
  const { control: controlled } = parts.row
  const accounts = { A: viewAccount('A'), B: viewAccount('B') }
  return {
    deskId: parts.row.deskId,
    control: controlled,
    now,
    readAgoMs: parts.readAgoMs,
    accounts,
    exposure: {
      A: exposureView.parse(parts.exposure.A),
      B: exposureView.parse(parts.exposure.B),
    },
    limits: parts.limits,
    opportunityRate: parts.opportunityRate,
    ...viewUnhedged(parts.needs),
    needsYou: parts.needs && listNeeds(parts.needs, { accounts, control: controlled }).length,
    halt: parts.needs && haltOf(parts.needs.past, controlled),
  }
}

function viewUnhedged(needs: LedgerNeeds | null): Pick<Desk, 'unhedged' | 'unhedgedForMs'> {
  if (needs === null) return { unhedged: null, unhedgedForMs: null }
  const { sum, since } = sumUnhedged(needs.records)
  const forMs = since === null ? null : Math.round(needs.ledgerNow - Date.parse(since))
  return { unhedged: sum, unhedgedForMs: forMs === null ? null : Math.max(0, forMs) }
}

function viewBrowser(seen: Sighting<BrowserStatus>): BrowserView {
  const { isUp, pageOrigin, isLoggedIn, balance, quotesMapped, unread = null } = seen.status
  return {
    isUp,
    pageOrigin,
    isLoggedIn,
    balance,
    streamAgeMs: streamAgeOf(seen),
    quotesMapped,
    unread,
  }
}
