import type { SettlementResult } from '@surefoot/shared'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import type { Leg } from '../generated/client.ts'

export interface Ending {
  readonly result: SettlementResult
  /** All that the provider paid back, as money. */
  readonly returned: string
}

/** Writes how the bet of a leg ended. Its stake is exposure no more. The caller has locked the desk and the execution. */
export async function settleLeg(
  tx: Transaction,
  legId: string,
  { result, returned, by }: Ending & { readonly by: string },
): Promise<Leg> {
  const settled = {
    settledAt: await readClock(tx),
    settledBy: by,
    settledResult: result,
    settledReturn: returned,
  }
  const leg = await tx.leg.update({ where: { id: legId }, data: settled })
  const details = { legId, result, returned, by }
  await appendLink(tx, { kind: 'leg.settled', executionId: leg.executionId, details })
  return leg
}
