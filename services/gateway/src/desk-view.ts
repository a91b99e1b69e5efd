import {
  accountRow,
  control,
  deskScope,
  epochMs,
  ledgerExposure,
  money,
  origin,
  type Account,
  type BrowserStatus,
  type DeskRow,
} from '@surefoot/shared'
import { z } from 'zod'
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
  accounts: z.object({ A: accountView, B: accountView }),
  exposure: z.object({ A: exposureView, B: exposureView }),
  limits: z.object({ perMatch: money, total: money }),
  /** Opportunities found a minute, over the last 60 s. */
  opportunityRate: z.number().int().nonnegative(),
  /** What lone legs, and legs of which it is not known whether they were placed, lose at worst; null while that is not known. */
  unhedged: money.nullable(),
  /** How much waits for a person; null while that is not known. */
  needsYou: z.number().int().nonnegative().nullable(),
  /** Why the desk does not run; null while it runs, and where it is not known. */
  halt: halt.nullable(),
})
export type Desk = z.infer<typeof desk>

export interface DeskParts {
  readonly row: DeskRow
  readonly exposure: Exposures
  readonly browsers: readonly BrowserStatus[]
  readonly limits: Desk['limits']
  readonly opportunityRate: number
  /** Null while the ledger has not told. */
  readonly needs: LedgerNeeds | null
}

/** Put the desk together at `now`. `browsers` are those whose executor is heard. */
export function viewDesk(parts: DeskParts, now: number): Desk {
  const viewAccount = (account: Account): Desk['accounts'][Account] => {
    const row = parts.row.accounts[account]
    const status = parts.browsers.find((browser) => browser.account === account)
    const browser = status ? viewBrowser(status, now) : null
    return { ...row, waitsFor: waitsFor(row, browser), browser }
  }
  const { control: controlled } = parts.row
  const accounts = { A: viewAccount('A'), B: viewAccount('B') }
  return {
    deskId: parts.row.deskId,
    control: controlled,
    now,
    accounts,
    exposure: {
      A: exposureView.parse(parts.exposure.A),
      B: exposureView.parse(parts.exposure.B),
    },
    limits: parts.limits,
    opportunityRate: parts.opportunityRate,
    unhedged: parts.needs && sumUnhedged(parts.needs.records),
    needsYou: parts.needs && listNeeds(parts.needs, { accounts, control: controlled }).length,
    halt: parts.needs && haltOf(parts.needs.past, controlled),
  }
}

function viewBrowser(status: BrowserStatus, now: number): BrowserView {
  const { isUp, pageOrigin, isLoggedIn, balance, lastPacketAt, quotesMapped } = status
  return {
    isUp,
    pageOrigin,
    isLoggedIn,
    balance,
    streamAgeMs: lastPacketAt === null ? null : Math.max(0, now - lastPacketAt),
    quotesMapped,
  }
}
