import { haltsDesk, type Doubt } from '@surefoot/arbitrage'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Leg } from '../generated/client.ts'
import type { RecordAsk } from './decide-record.ts'
import { reasonOfDoubt } from './hold-record.ts'
import { readLeg } from './rows.ts'

/** The link of an answer that did not move its leg. */
export const DOUBTED_ANSWER = 'doubted_answer'

/**
 * Stops new executions of the desk, which the caller has locked, for an answer that its permit does not allow; not for one
 * that may be another leg's. An answer that did not move its leg is linked into the chain, once. Returns the change of control, if there is one.
 */
export async function keepDoubt(
  tx: Transaction,
  leg: Leg,
  {
    ask,
    doubt,
    hasMoved,
  }: { readonly ask: RecordAsk; readonly doubt: Doubt; readonly hasMoved: boolean },
): Promise<ControlChange | undefined> {
  const { deskId, executionId, account, state } = leg
  if (!hasMoved) {
    if (await isKept(tx, leg, ask)) return undefined
    await appendLink(tx, {
      kind: DOUBTED_ANSWER,
      executionId,
      details: toJson({ ...ask, from: state }),
    })
  }
  if (!haltsDesk(doubt)) return undefined
  const reason = reasonOfDoubt(readLeg(leg), doubt)
  return haltDesk(tx, {
    deskId,
    executionId,
    account,
    code: doubt.code,
    reason,
    trading: 'HALT_NEW',
  })
}

/** Whether this answer is in the chain already, with the move that it made or by itself. */
async function isKept(tx: Transaction, leg: Leg, { receipt }: RecordAsk): Promise<boolean> {
  const link = await tx.auditLink.findFirst({
    where: {
      kind: { in: [DOUBTED_ANSWER, 'leg.recorded'] },
      executionId: leg.executionId,
      AND: [
        { details: { path: ['legId'], equals: leg.id } },
        { details: { path: ['receipt'], equals: toJson(receipt) } },
      ],
    },
  })
  return link !== null
}
