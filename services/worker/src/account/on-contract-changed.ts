import type { Account } from './account.ts'
import { nextAccountState } from './machine.ts'

/** A contract was withdrawn: an account that works by it stops. */
export async function onContractDeleted(account: Account, providerId: string): Promise<void> {
  await account.inTurn(async () => {
    const row = account.row()
    const isUsed = row.providerId === providerId
    if (!isUsed || nextAccountState(row.state, 'CONTRACT_DELETED') === undefined) return
    await account.move('CONTRACT_DELETED', {
      reason: `The contract of ${providerId} was deleted. Import it again, then turn the account on.`,
    })
  })
}
