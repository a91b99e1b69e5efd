import { lockDesk } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import { announceControl } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Ledger } from '../ports.ts'

export type ChainLedger = Pick<Ledger, 'database' | 'publish'>

/** No desk may click: the history of the ledger is not what it was. The same cause again is logged once. */
export async function haltEveryDesk(
  ledger: ChainLedger,
  { reason, cause }: { readonly reason: string; readonly cause: string },
): Promise<void> {
  const desks = await ledger.database.desk.findMany({ select: { id: true } })
  for (const { id: deskId } of desks) {
    const halted = await transact(ledger.database, async (tx) => {
      await lockDesk(tx, deskId)
      return haltDesk(tx, {
        deskId,
        executionId: null,
        code: 'AUDIT_CHAIN_BROKEN',
        reason,
        trading: 'HALT_ALL',
        cause,
      })
    })
    if (halted !== undefined) announceControl(ledger, halted)
  }
}
