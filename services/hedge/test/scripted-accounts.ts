import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  betsRead,
  ledgerArm,
  ledgerRecord,
  legPlace,
  legPrepare,
  ok,
  refuse,
  type Account,
  type LegPlan,
  type Refusal,
  type Slip,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { buildReceipt } from './build.ts'

export const EXECUTOR = 'scripted'

/**
 * What becomes of a hedge. `half`: taken with half its stake. `vanish`: the browser dies before the click, `vanish armed`
 * with a permit, and nobody answers.
 */
export type Fate = 'accept' | 'half' | 'reject' | 'vanish' | 'vanish armed'

/** What an account's executor says now. */
export interface Scripted {
  /** What the slip shows; a refusal; or no answer. */
  slip: Omit<Slip, 'stake'> | Refusal | 'silent'
  fate: Fate
  /** What the provider would pay for a lone bet of this account; null: no cash-out. */
  cashOut: string | null
}

export type ScriptedAccounts = Record<Account, Scripted>

export function usualScript(): ScriptedAccounts {
  const slip = { maxStake: null, balance: '1000.00' }
  return {
    A: { slip: { ...slip, odds: '1.8' }, fate: 'accept', cashOut: null },
    B: { slip: { ...slip, odds: '2.1' }, fate: 'accept', cashOut: null },
  }
}

/** What the providers took. */
export interface Books {
  /** References of lone bets. */
  readonly lones: string[]
  readonly hedges: LegPlan[]
  /** Every submit that reached an executor, taken or not. */
  readonly submits: LegPlan[]
}

export interface Stage {
  readonly script: ScriptedAccounts
  readonly books: Books
  /** Rejected at the end: until then what is silent gives no answer. */
  readonly ending: Promise<never>
}

/** Serve both accounts of a desk, each by its script as it stands at the moment. */
export async function serveAccounts(bus: Bus, deskId: string, stage: Stage): Promise<void> {
  const { script, books, ending } = stage
  for (const account of ACCOUNTS) {
    const scope = { deskId, account }
    const prepare = async ({ stake }: LegPlan) => {
      const { slip } = script[account]
      if (slip === 'silent') return ending
      return 'ok' in slip ? slip : ok({ slip: { ...slip, stake } })
    }
    await bus.serve(legPrepare, prepare, { scope })
    await bus.serve(legPlace, (plan) => place(bus, plan, stage), {
      scope,
    })
    await bus.serve(betsRead, async () => readBets(books, script[account].cashOut), { scope })
  }
}

function readBets({ lones }: Books, cashOut: string | null) {
  const bets = lones.map((betReference) => ({
    betReference,
    selectionId: 'selection',
    stake: '100.00',
    odds: '2.1',
    status: 'open' as const,
    placedAt: new Date().toISOString(),
    returned: null,
    cashOut,
  }))
  return ok({ bets, balance: '900.00', readAt: new Date().toISOString() })
}

async function place(bus: Bus, plan: LegPlan, { script, books, ending }: Stage) {
  const { fate, slip } = script[plan.account]
  books.submits.push(plan)
  if (fate === 'vanish') return ending
  const permit = await arm(bus, plan.legId)
  if (!permit.ok) return permit
  if (fate === 'vanish armed') return ending
  if (fate === 'reject')
    return record(bus, plan.legId, buildReceipt({ state: 'REJECTED', betReference: null }))
  books.hedges.push(plan)
  const stake = fate === 'half' ? (Number(plan.stake) / 2).toFixed(2) : plan.stake
  const odds = typeof slip === 'object' && 'odds' in slip ? slip.odds : plan.leastOdds
  return record(bus, plan.legId, buildReceipt({ stake, odds, betReference: plan.legId }))
}

/** A permit for a leg, as its executor asks for it. */
export function arm(bus: Bus, legId: string) {
  const ask = { executorId: EXECUTOR, epoch: 1, isSimulated: false, balanceBefore: '1000.00' }
  return bus.request(ledgerArm, { ...ask, legId, nonce: randomUUID() }, { deadlineMs: 60_000 })
}

/** The receipt of a leg, as its executor records and tells it. */
export async function record(bus: Bus, legId: string, receipt: ReturnType<typeof buildReceipt>) {
  const { state } = receipt
  const entry = { legId, to: state, by: EXECUTOR, reason: 'The price has changed', receipt }
  const reply = await bus.request(ledgerRecord, entry, { deadlineMs: 60_000 })
  return reply.ok ? ok({ state, receipt }) : refuse(reply.code, reply.message)
}
