import { z } from 'zod'
import { accountState, accountTrigger } from '../account-state.ts'
import { account, deskScope, instant, shownText } from '../common.ts'
import { defineRequest } from '../define.ts'
import { systemLog } from '../system-log.ts'
import { executionFilter, executionOrder } from './execution-filter.ts'
import { auditEvent, executionRow } from './execution.ts'

/** Executions of a desk, filtered and sorted; `next` is the cursor of the following page, null after the last. */
export const ledgerExecutions = defineRequest(
  'ledger.executions',
  'global',
  z.object({
    ...deskScope,
    limit: z.number().int().min(1).max(500),
    ...executionFilter.shape,
    ...executionOrder.shape,
  }),
  z.object({
    executions: z.array(executionRow),
    // A ledger of an older version gives none.
    next: z.string().nullable().default(null),
  }),
)

export const journalTransition = z.object({
  account,
  from: accountState,
  to: accountState,
  trigger: accountTrigger,
  reason: shownText.nullable(),
  at: instant,
})

/**
 * The latest account transitions and log entries of a desk, newest first: as many as are asked for, fewer where they would not
 * fit into a message. A row that cannot be shown is a log entry ENTRY_UNREADABLE in its place.
 */
export const ledgerJournal = defineRequest(
  'ledger.journal',
  'global',
  z.object({ ...deskScope, limit: z.number().int().min(1).max(500) }),
  z.object({
    transitions: z.array(journalTransition),
    log: z.array(systemLog.body),
    /** Whether rows that were asked for are left out, because they would not fit. A ledger of an older version gives none. */
    isCut: z.boolean().default(false),
  }),
)

/**
 * Audit chain links: the latest first, or from `after` on in their order. `isIntact` is the verdict over the whole chain;
 * what the answering process has found sound before it does not look at again.
 */
export const ledgerChain = defineRequest(
  'ledger.chain',
  'global',
  z.object({
    executionId: z.uuid().optional(),
    /** A sequence number: 0 starts at the first link. */
    after: z.number().int().min(0).optional(),
    limit: z.number().int().min(1).max(500),
  }),
  z.object({ events: z.array(auditEvent), isIntact: z.boolean(), length: z.number().int() }),
)
