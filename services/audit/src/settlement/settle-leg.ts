import type { Settlement, SettlementResult } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { Leg } from '../generated/client.ts'

export interface Ending {
  readonly result: SettlementResult
  /** All that the provider paid back, as money. */
  readonly returned: string
}

/** By whom a statement settles. */
export const BY_STATEMENT = 'statement'

interface Settling extends Ending {
  readonly by: string
  /** The settlement that this one takes the place of, if there is one. */
  readonly corrects?: Partial<Settlement> | null
  /** Why it is corrected, for who asks later. */
  readonly reason?: string | undefined
}

/**
 * Writes how the bet of a leg ended: its stake is exposure no more. A correction is a separate link that names what it
 * corrects. The caller has locked the desk and the execution.
 */
export async function settleLeg(
  tx: Transaction,
  legId: string,
  { result, returned, by, corrects = null, reason }: Settling,
): Promise<Leg> {
  const settled = {
    settledAt: await readClock(tx),
    settledBy: by,
    settledResult: result,
    settledReturn: returned,
  }
  const leg = await tx.leg.update({ where: { id: legId }, data: settled })
  const details = { legId, result, returned, by, ...(reason === undefined ? {} : { reason }) }
  const link =
    corrects === null
      ? { kind: 'leg.settled', details }
      : { kind: 'settlement.corrected', details: { ...details, corrects } }
  await appendLink(tx, { ...link, executionId: leg.executionId })
  return leg
}
