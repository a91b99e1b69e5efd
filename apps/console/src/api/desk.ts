import {
  accountRow,
  control,
  deskScope,
  epochMs,
  instant,
  money,
  opportunity,
  origin,
} from '@surefoot/shared/messages'
import { z } from 'zod'

const accountView = accountRow.extend({
  waitsFor: z.string().nullable(),
  browser: z
    .object({
      isUp: z.boolean(),
      pageOrigin: origin.nullable(),
      isLoggedIn: z.boolean().nullable(),
      balance: money.nullable(),
      streamAgeMs: z.number().nullable(),
      quotesMapped: z.number().int(),
    })
    .nullable(),
})
export type AccountView = z.infer<typeof accountView>

/** Stake outstanding, in all and by match; `external`, a part of all, was bet by hand. */
const exposure = z.object({
  total: money,
  byMatch: z.record(z.string(), money),
  external: money,
})

/** Why the desk does not run. */
const halt = z.object({
  reason: z.string().nullable(),
  actor: z.string(),
  executionId: z.uuid().nullable(),
  at: instant,
})

/** The desk as the gateway shows it. */
export const desk = z.object({
  ...deskScope,
  control,
  now: epochMs,
  /** Since the gateway read the ledger, milliseconds. */
  readAgoMs: z.number(),
  accounts: z.object({ A: accountView, B: accountView }),
  exposure: z.object({ A: exposure, B: exposure }),
  limits: z.object({ perMatch: money, total: money }),
  opportunityRate: z.number(),
  /** Null while the gateway does not know. */
  unhedged: money.nullable(),
  /** How long bets have been exposed alone, or may have been, milliseconds; null where none is. */
  unhedgedForMs: z.number().nullable(),
  needsYou: z.number().int().nullable(),
  halt: halt.nullable(),
})
export type Desk = z.infer<typeof desk>

export const liveOpportunity = opportunity.extend({
  declined: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type LiveOpportunity = z.infer<typeof liveOpportunity>
