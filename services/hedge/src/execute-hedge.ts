/**
 * Owns a lone leg from its trigger until it is covered or a person has to decide.
 *
 * 1. Everything is decided from the ledger, so a trigger that comes again, or after a crash, goes on where it stopped (I12).
 * 2. One automatic attempt for each exposure: the ledger takes one hedge leg, written with its step before it is placed.
 * 3. No hedge for a leg that is not alone (I6), and none beyond the loss limit.
 */
import { fromMinor } from '@surefoot/arbitrage'
import { withSpan, type ExecutionRecord, type Leg } from '@surefoot/shared'
import { decideAct } from './decide-act.ts'
import { findLone, worstCaseOf, type LoneLeg } from './lone-leg.ts'
import { placeCover } from './place-cover.ts'
import { planCover } from './plan-cover.ts'
import type { Ports } from './ports.ts'
import { writeStep } from './write-step.ts'

/** Bring a lone leg as far as it can be brought now. Throws when the ledger is away: then it is to be called again. */
export async function executeHedge(ports: Ports, executionId: string): Promise<void> {
  await withSpan('hedge', { 'surefoot.execution': executionId }, async () => {
    const found = await ports.ledger.execution({ executionId })
    const lone = findLone(found)
    if (lone === undefined) return
    const planned = decideAct(found) === 'plan' ? await plan(ports, found, lone) : found
    const placed = decideAct(planned) === 'place' ? await place(ports, planned) : planned
    const concluded =
      decideAct(placed) === 'conclude' ? await conclude(ports, placed, lone) : placed
    // The ledger takes the reason of the failure from the legs.
    if (decideAct(concluded) === 'close')
      await ports.ledger.close({ executionId, errorMessage: null })
  })
}

async function plan(
  ports: Ports,
  record: ExecutionRecord,
  lone: LoneLeg,
): Promise<ExecutionRecord> {
  const cover = await planCover(ports, lone)
  if (!cover.ok) return escalate(ports, record, lone, cover.message)
  const { stake, leastOdds } = cover.plan
  const worstCase = fromMinor(cover.worstCaseMinor)
  return writeStep(ports, record, {
    step: 'planned',
    message: `Back the opposite with ${stake} at ${cover.odds}: ${worstCase} at worst`,
    details: { kind: 'opposite', stake, odds: cover.odds, leastOdds, worstCase },
    leg: cover.plan,
  })
}

async function place(ports: Ports, record: ExecutionRecord): Promise<ExecutionRecord> {
  const hedge = hedgeOf(record)
  if (hedge) await placeCover(ports, hedge)
  return ports.ledger.execution({ executionId: record.execution.id })
}

async function conclude(
  ports: Ports,
  record: ExecutionRecord,
  lone: LoneLeg,
): Promise<ExecutionRecord> {
  const hedge = hedgeOf(record)
  if (hedge?.state === 'ACCEPTED') {
    const worstCase = fromMinor(worstCaseOf(record, lone, hedge))
    return writeStep(ports, record, {
      step: 'covered',
      message: `The lone leg is covered: ${worstCase} at worst`,
      details: { worstCase, betReference: hedge.receipt?.betReference },
    })
  }
  const message = `The hedge is ${hedge?.state}: ${hedge?.reason ?? 'no reason was given'}`
  const failed = await writeStep(ports, record, { step: 'failed', message, details: {} })
  return escalate(ports, failed, lone, message)
}

/** Leave the lone leg to a person, with what holding it may lose. */
async function escalate(
  ports: Ports,
  record: ExecutionRecord,
  { leg, bet }: LoneLeg,
  reason: string,
): Promise<ExecutionRecord> {
  const worstCase = fromMinor(-bet.stakeMinor)
  return writeStep(ports, record, {
    step: 'escalated',
    message: `Leg ${leg.role} stands alone and needs a person's decision: ${reason}`,
    details: { reason, choices: [{ kind: 'hold', worstCase }] },
  })
}

function hedgeOf({ legs }: ExecutionRecord): Leg | undefined {
  return legs.find(({ role }) => role === 'H')
}
