import {
  accountRow,
  control,
  deskScope,
  epochMs,
  ledgerExposure,
  missingEvidence,
  money,
  origin,
  type Account,
  type BrowserStatus,
  type DeskRow,
} from '@surefoot/shared'
import { z } from 'zod'
import type { Sighting } from './health/evidence.ts'
import { streamAgeOf } from './health/stream-age.ts'
import { HEARD_WITHIN_MS, type BrowserSightings } from './live-browsers.ts'
import { listNeeds, type LedgerNeeds } from './needs/list-needs.ts'
import { halt, haltOf } from './needs/trading-past.ts'
import { sumUnhedged } from './needs/unhedged.ts'
import { waitsFor } from './waits-for.ts'

const browserView = z.object({
  isUp: z.boolean(),
  pageOrigin: origin.nullable(),
  isLoggedIn: z.boolean().nullable(),
  balance: money.nullable(),
  /** Since the last packet of the odds stream. */
  streamAgeMs: z.number().int().nonnegative().nullable(),
  quotesMapped: z.number().int(),
  /** What was not read yet in this version of the contract: live bets wait for it. Null where that is not known. */
  unread: z.array(missingEvidence).nullable(),
})
export type BrowserView = z.infer<typeof browserView>

const accountView = accountRow.extend({
  /** What the account needs to go on, as a sentence; null when it needs nothing. */
  waitsFor: z.string().nullable(),
  browser: browserView.nullable(),
})

const exposureView = ledgerExposure.reply.shape.A.pick({
  total: true,
  byMatch: true,
  external: true,
})
export type Exposures = z.infer<typeof ledgerExposure.reply>

/** The desk as the console shows it: the ledger's word, and the browsers' latest. */
export const desk = z.object({
  ...deskScope,
  control,
  now: epochMs,
  /** Since the ledger was read, milliseconds. */
  readAgoMs: z.number().int().nonnegative(),
  accounts: z.object({ A: accountView, B: accountView }),
  exposure: z.object({ A: exposureView, B: exposureView }),
  limits: z.object({ perMatch: money, total: money }),
  /** Opportunities found a minute, over the last 60 s. */
  opportunityRate: z.number().int().nonnegative(),
  /** What bets that are exposed alone, or may be, lose at worst; null while that is not known. */
  unhedged: money.nullable(),
  /** For how long one of them has been, milliseconds; null where none is, and while that is not known. */
  unhedgedForMs: z.number().int().nonnegative().nullable(),
  /** How much waits for a person; null while that is not known. */
  needsYou: z.number().int().nonnegative().nullable(),
  /** Why the desk does not run; null while it runs, and where it is not known. */
  halt: halt.nullable(),
})
export type Desk = z.infer<typeof desk>

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
