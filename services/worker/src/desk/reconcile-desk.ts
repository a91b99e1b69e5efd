import { onContractDeleted } from '../account/on-contract-changed.ts'
import type { Desk } from './desk.ts'

/** Read again from the ledger what a lost event would have told: the control, the open executions, the contracts. */
export async function reconcileDesk(desk: Desk): Promise<void> {
  await Promise.all([reconcileControl(desk), reconcileExecutions(desk), reconcileContracts(desk)])
}

async function reconcileControl({ control, ports, settings }: Desk): Promise<void> {
  const revision = control.revision()
  const reply = await ports.ledger.desk({ deskId: settings.deskId })
  // A change made while we asked is newer than the answer.
  if (reply.ok && revision === control.revision()) control.replace(reply.control)
}

async function reconcileExecutions({ executions, ports, settings }: Desk): Promise<void> {
  const askedAtMs = ports.clock.monotonicMs()
  const reply = await ports.ledger.unfinished({ deskId: settings.deskId })
  if (reply.ok) executions.reconcile(reply.executions, askedAtMs)
}

async function reconcileContracts({ accounts, ports }: Desk): Promise<void> {
  const both = [accounts.A, accounts.B]
  if (both.every((account) => account.row().providerId === null)) return
  const reply = await ports.ledger.contractList({})
  if (!reply.ok) return
  const served = new Set(reply.contracts.map((contract) => contract.providerId))
  await Promise.all(
    both.map(async (account) => {
      const { providerId } = account.row()
      if (providerId !== null && !served.has(providerId))
        await onContractDeleted(account, providerId)
    }),
  )
}
