import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  ledgerArm,
  ledgerLease,
  ledgerRecord,
  legPlace,
  legPrepare,
  ok,
  type Account,
  type LegPlan,
  type Receipt,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { DESK } from './opportunity.ts'

const EXECUTOR = 'bench'
const DEADLINE_MS = 5000
/** The ledger gives no longer one, and it is renewed with each leg that is placed. */
const LEASE_MS = 120_000

/** Both accounts' executors with nothing behind them: no browser, no slip, no provider. */
export interface Executor {
  /** Ask for the permit of a leg. Throws when it is refused. */
  readonly arm: (plan: LegPlan) => Promise<void>
  /** Record that a leg was accepted on paper. */
  readonly accept: (plan: LegPlan) => Promise<Receipt>
}

/** Answers `leg.prepare` at once, and `leg.place` with a permit that it asks for as soon as it is asked. */
export async function openExecutor(bus: Bus, onPermit: (plan: LegPlan) => void): Promise<Executor> {
  const epochs = new Map<Account, number>()
  for (const account of ACCOUNTS) epochs.set(account, await lease(bus, account))
  const executor: Executor = {
    arm: async ({ legId, account }) => {
      const epoch = epochs.get(account) ?? 0
      const ask = { legId, executorId: EXECUTOR, epoch, nonce: randomUUID() }
      const body = { ...ask, isSimulated: false, balanceBefore: null }
      const reply = await bus.request(ledgerArm, body, { deadlineMs: DEADLINE_MS })
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
    },
    accept: (plan) => accept(bus, plan),
  }
  for (const account of ACCOUNTS) await listen(bus, account, { executor, onPermit })
  return executor
}

async function lease(bus: Bus, account: Account): Promise<number> {
  const resource = `account:${DESK}:${account}`
  const body = { resource, holder: EXECUTOR, ttlMs: LEASE_MS }
  const reply = await bus.request(ledgerLease, body, { deadlineMs: DEADLINE_MS })
  if (!reply.ok) throw new Error(reply.message)
  return reply.epoch
}

async function listen(
  bus: Bus,
  account: Account,
  { executor, onPermit }: { executor: Executor; onPermit: (plan: LegPlan) => void },
): Promise<void> {
  const scope = { deskId: DESK, account }
  await bus.serve(
    legPrepare,
    async ({ stake }) => ok({ slip: { odds: '2.1', stake, maxStake: null, balance: null } }),
    { scope },
  )
  await bus.serve(
    legPlace,
    async (plan) => {
      await executor.arm(plan)
      onPermit(plan)
      const receipt = await executor.accept(plan)
      await lease(bus, account)
      return ok({ state: receipt.state, receipt })
    },
    { scope },
  )
}

async function accept(bus: Bus, { legId, stake }: LegPlan): Promise<Receipt> {
  const receipt: Receipt = {
    state: 'ACCEPTED',
    stake,
    odds: '2.1',
    betReference: null,
    code: null,
    message: null,
    paper: true,
    raw: null,
  }
  const body = { legId, to: receipt.state, by: EXECUTOR, reason: 'Accepted on paper', receipt }
  const reply = await bus.request(ledgerRecord, body, { deadlineMs: DEADLINE_MS })
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
  return receipt
}
