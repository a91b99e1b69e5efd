import {
  accountRow,
  control,
  deskScope,
  epochMs,
  ledgerExposure,
  missingEvidence,
  money,
  origin,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import { halt } from './needs/trading-past.ts'

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

export const exposureView = ledgerExposure.reply.shape.A.pick({
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
