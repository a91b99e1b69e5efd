import { importedExecution, type ImportedExecution } from '@surefoot/shared/messages'
import { z } from 'zod'
import type {
  ImportedExecution as StoredExecution,
  ImportedHedgeEvent as StoredHedgeEvent,
} from '../generated/client.ts'
import { inOrder } from './read-history.ts'

type Stored = StoredExecution & { readonly hedgeEvents: readonly StoredHedgeEvent[] }

/** An imported execution as the messages carry it. */
export function readImported(row: Stored): ImportedExecution {
  return importedExecution.parse({
    ...row,
    timestamp: row.timestamp.toISOString(),
    stakeA: row.stakeA?.toFixed(2) ?? null,
    stakeB: row.stakeB?.toFixed(2) ?? null,
    legA_status: row.legAStatus,
    legB_status: row.legBStatus,
    hedge_triggered: row.hedgeTriggered,
    final_status: row.finalStatus,
    error_message: row.errorMessage,
    hedgeEvents: inOrder(
      row.hedgeEvents.map(({ id, auditId, timestamp, details }) => ({
        id,
        auditId,
        timestamp: timestamp.toISOString(),
        details: z.json().parse(details),
      })),
    ),
  })
}
