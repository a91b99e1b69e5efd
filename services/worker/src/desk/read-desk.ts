/** The desk as the ledger holds it: read when it is taken, and again and again for what a lost event would have brought. */
import { createLimitBook } from '@surefoot/arbitrage'
import { readLimits, type Account as AccountName, type DeskRow } from '@surefoot/shared/messages'
import { createAccount, type Account } from '../account/account.ts'
import { beginStateWork } from '../account/browser-effects.ts'
import { onContractDeleted } from '../account/on-contract-changed.ts'
import type { ReceivedPrices } from '../prices/received-prices.ts'
import type { Ports, Settings } from '../ports.ts'
import type { Desk } from './desk.ts'
import { createExecutions } from './executions.ts'
import { createHeldControl } from './held-control.ts'
import { createOpportunities } from './opportunities.ts'
import { createReadStake } from './read-stake.ts'

export interface DeskDependencies {
  readonly ports: Ports
  readonly settings: Settings
  readonly prices: ReceivedPrices
  readonly isServing: () => boolean
}

/** The desk of the ledger, reconciled. Undefined if the ledger does not reply. */
export async function readDesk(dependencies: DeskDependencies): Promise<Desk | undefined> {
  const { ports, settings } = dependencies
  const held = await ports.ledger.desk({ deskId: settings.deskId })
  if (!held.ok) return undefined
  const desk = createDesk(dependencies, held)
  await reconcileDesk(desk)
  return desk
}

/** A desk with nothing of a past process: heartbeats and the ledger bring the rest. */
export function createDesk(
  { ports, settings, prices, isServing }: DeskDependencies,
  held: DeskRow,
): Desk {
  const onMoved = (account: Account): void => beginStateWork(account, ports)
  const create = (name: AccountName): Account =>
    createAccount({ ports, isServing, onMoved }, held.accounts[name])
  return {
    settings,
    ports,
    isServing,
    accounts: { A: create('A'), B: create('B') },
    control: createHeldControl(held.control),
    opportunities: createOpportunities(),
    executions: createExecutions(),
    prices,
    limits: createLimitBook(),
    readStake: createReadStake(ports.ledger),
  }
}

/** Read from the ledger what a lost event would have brought: control, open executions, contracts, learnt limits. */
export async function reconcileDesk(desk: Desk): Promise<void> {
  await Promise.all([
    reconcileControl(desk),
    reconcileExecutions(desk),
    reconcileContracts(desk),
    reconcileLimits(desk),
  ])
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

/** Without a reply the learnt limits stay as they were known. */
export async function reconcileLimits({
  limits,
  ports,
  settings,
}: Pick<Desk, 'limits' | 'ports' | 'settings'>): Promise<void> {
  const end = limits.read()
  const reply = await readLimits(ports.ledger.limits, settings.deskId)
  if (reply.ok) end(reply.limits)
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
