import { z } from 'zod'
import { defineRequest } from '../define.ts'
import { leg, legId, legState, receipt } from '../leg.ts'
import { deskScope } from '../common.ts'
import { executionRecord } from './execution.ts'

/**
 * Move a leg along its table, with the evidence. A move that the table does not list, or that was made already,
 * answers `changed: false` and the leg as it is: the caller reads `leg.state`.
 * A receipt of ACCEPTED for a leg that ended otherwise is linked into the audit chain and halts the desk.
 * Refused: NOT_FOUND, NO_RECEIPT, NO_EVIDENCE, BET_CLAIMED (the receipt names another leg's bet).
 */
export const ledgerRecord = defineRequest(
  'ledger.record',
  'global',
  z.object({
    legId,
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

/** Open executions, oldest first: what the watchdog and a restarted service look after. */
export const ledgerUnfinished = defineRequest(
  'ledger.unfinished',
  'global',
  z.object({ deskId: deskScope.deskId.optional() }),
  z.object({ executions: z.array(executionRecord), now: z.iso.datetime() }),
)
