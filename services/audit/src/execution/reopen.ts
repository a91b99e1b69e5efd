import { refuse, type ExecutionRecord, type Refusal } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'

/**
 * Why a closed execution may not be opened again: another one of its match, or of an event of its accounts, is open. The
 * caller has locked the desk, so that none is opened meanwhile.
 */
export async function refuseReopening(
  tx: Transaction,
  { execution: { deskId, matchId }, legs }: ExecutionRecord,
): Promise<Refusal | undefined> {
  const events = legs.map(({ account, providerId, eventId }) => ({ account, providerId, eventId }))
  const other = await tx.execution.findFirst({
    where: {
      deskId,
      closedAt: null,
      OR: [{ matchId }, { legs: { some: { OR: events } } }],
    },
    select: { id: true },
  })
  if (other === null) return undefined
  return refuse('MATCH_BUSY', `Another execution of ${matchId} is open: wait until it is closed.`)
}

/** Opens a closed execution again, so that whoever owns open ones owns the leg that an operator has placed for it. */
export async function reopen(
  tx: Transaction,
  executionId: string,
  { by }: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.execution.update({
    where: { id: executionId },
    // Triggered, so that the hedge service finds the leg by itself.
    data: { closedAt: null, finalStatus: null, errorMessage: null, hedgeTriggered: true },
  })
  await appendLink(tx, { kind: 'execution.reopened', executionId, details: { by } })
}
