import { toMinor } from '@surefoot/arbitrage'
import { refusePlan } from '@surefoot/execution-rules'
import {
  ACCOUNTS,
  ok,
  refuse,
  type Account,
  type ExecutionRecord,
  type ledgerOpen,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { transact, type Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Execution } from '../generated/client.ts'
import type { Ledger } from '../ports.ts'
import { authorizeLinked, faultOfPlan } from './authorize-leg.ts'
import { lockOpenFacts } from './open-facts.ts'
import { overCap } from './over-cap.ts'
import { findRecord, readRecord } from './rows.ts'

type Ask = z.output<typeof ledgerOpen.body>

/**
 * Writes the execution and its legs A and B. The unique index of open executions is the lock of the match: of two that
 * ask at once, the second waits for the first's commit and is refused. An open execution on the provider's own event is one
 * of the match too, whatever our id of it is by now.
 */
export async function onOpen(ledger: Ledger, ask: Ask): Promise<Reply<typeof ledgerOpen.reply>> {
  const fault = ACCOUNTS.map((role) => faultOfPlan(ask.legs[role], { ...ask, role })).find(Boolean)
  if (fault !== undefined) return refuse('INVALID_LEG', fault)
  return transact(ledger.database, async (tx) => {
    const refusal = await refuseToOpen(tx, ledger, ask)
    const record = refusal === undefined ? await insertRecord(tx, ask) : undefined
    if (record !== undefined) return ok({ ...record, created: true })
    // A repeated request is answered, whatever stands against a new one by now.
    const known = await findRecord(tx, ask.executionId)
    if (known !== undefined) return ok({ ...known, created: false })
    return refusal ?? refuseBusy(ask.opportunity.matchId)
  })
}

function refuseBusy(matchId: string): Refusal {
  return refuse('MATCH_BUSY', `Another execution of ${matchId} is open.`)
}

async function refuseToOpen(
  tx: Transaction,
  ledger: Ledger,
  ask: Ask,
): Promise<Refusal | undefined> {
  const { deskId, opportunity, legs, venue } = ask
  const unsound = refusePlan(ask, ledger)
  if (unsound !== undefined) return unsound
  const { matchId } = opportunity
  const facts = await lockOpenFacts(tx, { deskId, matchId, legs })
  // A desk that the ledger does not hold yet is as every new one.
  const trading = facts?.control.trading ?? 'HALT_NEW'
  if (facts === undefined || trading !== 'RUN')
    return refuse('HALTED', `The desk is in ${trading}: nothing new is opened.`)
  const { control, exposure, isBusy } = facts
  if (control.venue !== venue)
    return refuse(
      'VENUE',
      `The execution was asked for on ${venue}, but the desk is on ${control.venue} now: ask again.`,
    )
  if (ledger.isSafeMode) return undefined
  const unsafe = venue === 'live' ? ledger.refuseLive?.() : undefined
  if (unsafe !== undefined) return unsafe
  const over = (account: Account) =>
    overCap(ledger, account, exposure[account], {
      matchId,
      stakeMinor: toMinor(legs[account].stake),
    })
  return over('A') ?? over('B') ?? (isBusy ? refuseBusy(matchId) : undefined)
}

/** Undefined if this execution, or another open one of the match, exists already. */
async function insertRecord(tx: Transaction, ask: Ask): Promise<ExecutionRecord | undefined> {
  const { executionId, opportunity, legs, venue, requestedBy, deadline } = ask
  const [execution] = await insertExecution(tx, ask)
  if (execution === undefined) return undefined
  const { matchId } = opportunity
  const details = toJson({ matchId, venue, requestedBy, deadline, legs, opportunity })
  const link = { kind: 'execution.opened', executionId, details }
  const authorized = await authorizeLinked(tx, { matchId, plans: [legs.A, legs.B], link })
  return readRecord({ ...execution, legs: authorized, hedgeEvents: [] })
}

function insertExecution(tx: Transaction, ask: Ask): Promise<Execution[]> {
  const { opportunity, legs } = ask
  return tx.execution.createManyAndReturn({
    data: {
      id: ask.executionId,
      deskId: ask.deskId,
      matchId: opportunity.matchId,
      home: opportunity.home,
      away: opportunity.away,
      sport: opportunity.sport,
      market: opportunity.market,
      line: opportunity.line,
      providerA: legs.A.providerId,
      providerB: legs.B.providerId,
      stakeA: legs.A.stake,
      stakeB: legs.B.stake,
      oddsA: opportunity.legs.A.odds,
      oddsB: opportunity.legs.B.odds,
      outcomeA: opportunity.legs.A.outcome,
      outcomeB: opportunity.legs.B.outcome,
      expectedProfit: opportunity.profit,
      venue: ask.venue,
      requestedBy: ask.requestedBy,
      deadline: ask.deadline,
      opportunity: toJson(opportunity),
    },
    skipDuplicates: true,
  })
}
