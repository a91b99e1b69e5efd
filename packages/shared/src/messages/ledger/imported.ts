import { z } from 'zod'
import { deskScope, instant, money } from '../common.ts'
import { defineRequest } from '../define.ts'
import { finalStatus, legStatus } from './execution.ts'

/** A row of an earlier engine's `hedge_events`. */
const importedHedgeEvent = z.object({
  id: z.string(),
  timestamp: instant,
  auditId: z.string(),
  /** As it was written: an object, or the text that was there instead. */
  details: z.json(),
})
export type ImportedHedgeEvent = z.infer<typeof importedHedgeEvent>

/**
 * A row of an earlier engine's `execution_audit_log`: history, and nothing else. It has no legs, is no exposure and is
 * never open; what it does not tell is null.
 */
export const importedExecution = z.object({
  id: z.string(),
  timestamp: instant,
  ...deskScope,
  matchId: z.string(),
  providerA: z.string(),
  providerB: z.string(),
  stakeA: money.nullable(),
  stakeB: money.nullable(),
  legA_status: legStatus.nullable(),
  legB_status: legStatus.nullable(),
  hedge_triggered: z.boolean(),
  /** Null: the earlier engine had not ended it. */
  final_status: finalStatus.nullable(),
  error_message: z.string().nullable(),
  hedgeEvents: z.array(importedHedgeEvent),
})
export type ImportedExecution = z.infer<typeof importedExecution>

/** What was imported of an earlier engine, newest first; `skip` pages on. */
export const ledgerImported = defineRequest(
  'ledger.imported',
  'global',
  z.object({
    ...deskScope,
    limit: z.number().int().min(1).max(500),
    skip: z.number().int().min(0).default(0),
  }),
  z.object({
    /** `source` names the engine that an execution comes from. */
    executions: z.array(importedExecution.extend({ source: z.string() })),
    total: z.number().int(),
  }),
)
