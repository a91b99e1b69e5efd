import { z } from 'zod'
import { accountState, accountTrigger } from '../account-state.ts'
import {
  accountScope,
  actor,
  deskScope,
  foreignId,
  instant,
  money,
  providerId,
  providerVersion,
  shownText,
} from '../common.ts'
import { confirmedNeeds, control, trading } from '../control.ts'
import { defineRequest } from '../define.ts'

/** An account as the ledger holds it: where its state machine stands. */
export const accountRow = z.object({
  ...accountScope,
  state: accountState,
  url: z.string().nullable(),
  browserId: z.uuid().nullable(),
  providerId: providerId.nullable(),
  contractVersion: providerVersion.nullable(),
  /** Why it is where it is, when that was not asked for. */
  reason: shownText.nullable(),
  changedAt: instant,
})
export type AccountRow = z.infer<typeof accountRow>

/** The desk: control, accounts. A desk that does not exist is made: paper, manual, HALT_NEW, both IDLE. */
export const ledgerDesk = defineRequest(
  'ledger.desk',
  'global',
  z.object(deskScope),
  z.object({ ...deskScope, control, accounts: z.object({ A: accountRow, B: accountRow }) }),
)
export type DeskRow = z.infer<typeof ledgerDesk.reply>

/** One step of an account's state machine, if it still stands at `from`. Refused: STALE. */
export const ledgerTransition = defineRequest(
  'ledger.transition',
  'global',
  z.object({
    ...accountScope,
    from: accountState,
    to: accountState,
    trigger: accountTrigger,
    reason: z.string().max(500).nullable(),
    url: z.string().nullable().optional(),
    browserId: z.uuid().nullable().optional(),
    providerId: providerId.nullable().optional(),
    contractVersion: providerVersion.nullable().optional(),
  }),
  z.object({ account: accountRow }),
)

/**
 * Change how a desk trades. With `ifTrading` it is changed only while trading stands so, in one commit; else the control is
 * answered as it is: so a program's halt never loosens a person's. Refused: NOT_APPROVED, where it loosens without `ledger.approve`.
 */
export const ledgerControl = defineRequest(
  'ledger.control',
  'global',
  z.object({
    ...deskScope,
    change: control.partial(),
    ifTrading: trading.optional(),
    actor,
    reason: z.string().max(500).nullable(),
    despite: confirmedNeeds.optional(),
  }),
  z.object({ control, at: instant }),
)

/**
 * What an operator, whom the gateway has identified, wants changed of how a desk trades. `ledger.control` loosens nothing without
 * it: for a minute, once, and only while nothing else changes the control.
 */
export const ledgerApprove = defineRequest(
  'ledger.approve',
  'global',
  z.object({ ...deskScope, change: control.partial(), actor }),
  z.object({ at: instant }),
)

/**
 * Take, renew or (`ttlMs` 0) release a lease: `account:<desk>:<account>` for an executor, `worker:<desk>` for a worker,
 * `execution:<id>` for who works on it. A new holder raises the epoch; a released lease of an execution is forgotten, its
 * epoch too. Refused: HELD, while another holder's lease has not run out.
 */
export const ledgerLease = defineRequest(
  'ledger.lease',
  'global',
  z.object({
    resource: z.string().max(80),
    holder: z.string().max(80),
    ttlMs: z.number().int().min(0).max(120_000),
  }),
  z.object({ epoch: z.number().int(), expiresAt: instant }),
)

/**
 * Renew many leases at once: those of all accounts of one executor are one question. Answered are the leases that are
 * still their holder's, each with its epoch; a lease that is left out is another's. One that has run out and that nobody
 * took is renewed too, as by `ledger.lease`.
 */
export const ledgerRenew = defineRequest(
  'ledger.renew',
  'global',
  z.object({
    leases: z
      .array(z.object({ resource: z.string().max(80), holder: z.string().max(80) }))
      .min(1)
      .max(2000),
    ttlMs: z.number().int().min(1).max(120_000),
  }),
  z.object({ held: z.array(z.object({ resource: z.string(), epoch: z.number().int() })) }),
)

const exposureOf = z.object({
  total: money,
  byMatch: z.record(z.string(), money),
  /** What it is the sum of, one entry an execution: from these the counters in Redis are rebuilt. */
  executions: z.array(
    z.object({
      executionId: z.uuid(),
      matchId: z.string(),
      stake: money,
      /** By what else the cap of a match is counted. Left out by a ledger of before. */
      places: z
        .array(z.object({ providerId, eventId: foreignId, selectionId: foreignId }))
        .optional(),
    }),
  ),
  /** Open stakes that no leg placed, as the latest statement shows them; part of `total`, of no execution. */
  external: money,
})
/** Stake outstanding of each account, summed from the ledger's legs. */
export const ledgerExposure = defineRequest(
  'ledger.exposure',
  'global',
  z.object(deskScope),
  z.object({ A: exposureOf, B: exposureOf }),
)
