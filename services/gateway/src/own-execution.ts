import type { Bus } from '@surefoot/shared/bus'
import {
  ledgerExecution,
  refuse,
  type ExecutionRecord,
  type Refusal,
} from '@surefoot/shared/messages'
import { READ_WITHIN_MS } from './deadlines.ts'

/** An execution of the desk; one of another desk is refused as one that does not exist. Refused: NOT_FOUND. */
export async function findOwnExecution(
  { bus, deskId }: { readonly bus: Bus; readonly deskId: string },
  executionId: string,
): Promise<{ readonly ok: true; readonly record: ExecutionRecord } | Refusal> {
  const answer = await bus.request(ledgerExecution, { executionId }, { deadlineMs: READ_WITHIN_MS })
  if (!answer.ok) return answer
  return answer.execution.deskId === deskId
    ? { ok: true, record: answer }
    : refuse('NOT_FOUND', `This desk has no execution ${executionId}.`)
}
