import { z } from 'zod'
import { defineRequest } from '../define.ts'
import { leg, legId, legState, receipt } from '../leg.ts'
import { account, deskScope } from '../common.ts'
import { executionRecord } from './execution.ts'

/**
 * Move a leg along its table, with the evidence. A move that the table does not list, or that was made already,
 * answers `changed: false` and the leg as it is: the caller reads `leg.state`.
 * A receipt that claims what its permit does not allow is recorded as UNKNOWN and halts the desk; from a person it is taken.
 * An acceptance that no leg can have is linked into the audit chain and stops every click of the desk: of a leg that ended
 * otherwise, that has no permit, that the ledger does not hold, or that was accepted as another bet.
 * Refused: NOT_FOUND, NO_RECEIPT, NO_EVIDENCE, BET_CLAIMED (the receipt names another leg's bet).
 */
export const ledgerRecord = defineRequest(
  'ledger.record',
  'global',
  z.object({
    legId,
    /** Whose leg it is, for a leg that the ledger does not hold. */
    deskId: deskScope.deskId.optional(),
    account: account.optional(),
    to: legState,
    by: z.string().max(60),
    reason: z.string().max(500),
    receipt: receipt.optional(),
    evidence: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({ changed: z.boolean(), leg }),
)

/** Complete the audit row from its legs. Refused: NOT_FINAL while a leg may still change. Closing twice is closing once. */
export const ledgerClose = defineRequest(
  'ledger.close',
  'global',
  z.object({ executionId: z.uuid(), errorMessage: z.string().max(1000).nullable() }),
  executionRecord,
)

/** One execution with its legs and hedge events. Refused: NOT_FOUND. */
export const ledgerExecution = defineRequest(
  'ledger.execution',
  'global',
  z.object({ executionId: z.uuid() }),
  executionRecord,
)

/**
 * Open executions, oldest first: what the watchdog and a restarted service look after. A page, as many as fit into a
 * message; `next` is the cursor of the following one, null after the last. Refused: BAD_CURSOR.
 */
export const ledgerUnfinished = defineRequest(
  'ledger.unfinished',
  'global',
  z.object({
    deskId: deskScope.deskId.optional(),
    /** Those alone whose hedge was triggered. */
    isTriggered: z.literal(true).optional(),
    cursor: z.string().max(200).optional(),
  }),
  z.object({
    executions: z.array(executionRecord),
    now: z.iso.datetime(),
    // A ledger of an older version gives none.
    next: z.string().nullable().default(null),
  }),
)
