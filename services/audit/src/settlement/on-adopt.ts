import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerAdopt,
  type Reply,
} from '@surefoot/shared/messages'
import { readClock } from '../database/clock.ts'
import { lockAccount, lockDesk, lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl } from '../desk/announce-control.ts'
import { recordLocked, type Recorded } from '../execution/on-record.ts'
import { findRecord } from '../execution/rows.ts'
import type { Ledger } from '../ports.ts'
import { adoptAsHedge } from './adopt-as-hedge.ts'
import { decideAdoptForLeg, type AdoptAsk } from './decide-adopt.ts'
import { findStatements, forgetUnowned } from './statement-rows.ts'

/**
 * Records the bet that an operator adopts from an account's statement. The stake and the odds are the statement's own, read
 * in the same commit: nothing that was typed counts. From then on the bet is a leg's, and no more one that nobody owns.
 */
export async function onAdopt(
  ledger: Ledger,
  ask: AdoptAsk,
): Promise<Reply<typeof ledgerAdopt.reply>> {
  const { reply, halted } = await transact(ledger.database, (tx) => adopt(tx, ask))
  for (const change of halted) announceControl(ledger, change)
  return reply
}

async function adopt(tx: Transaction, ask: AdoptAsk): Promise<Recorded> {
  const { executionId, account } = ask
  const record = await lockRecord(tx, ask)
  if (record === undefined)
    return unhalted(refuse('NOT_FOUND', `There is no execution ${executionId}.`))
  if (record.execution.venue === 'paper')
    return unhalted(refuse('NOT_ITS_BET', `Execution ${executionId} is on paper: it has no bets.`))
  const statements = await findStatements(tx, record.execution.deskId)
  const statement = statements.find((row) => row.account === account)
  const recorded =
    ask.legId === undefined
      ? unhalted(await adoptAsHedge(tx, { record, statement, ask }))
      : await adoptForLeg(tx, { record, statement, ask })
  if (recorded.reply.ok && recorded.reply.changed && statement !== undefined)
    await forgetUnowned(tx, statement, ask.betReference)
  return recorded
}

async function lockRecord(
  tx: Transaction,
  { executionId, account }: AdoptAsk,
): Promise<ExecutionRecord | undefined> {
  const found = await tx.execution.findUnique({ where: { id: executionId } })
  if (found === null) return undefined
  await lockDesk(tx, found.deskId)
  await lockAccount(tx, found.deskId, account)
  await lockExecution(tx, executionId, { withDesk: false })
  return findRecord(tx, executionId)
}

async function adoptForLeg(
  tx: Transaction,
  { record, statement, ask }: Parameters<typeof adoptAsHedge>[1],
): Promise<Recorded> {
  const { legId, account } = ask
  const leg = record.legs.find((each) => each.legId === legId && each.account === account)
  if (leg === undefined)
    return unhalted(refuse('NOT_FOUND', `Account ${account} has no leg ${legId ?? ''}.`))
  const decision = decideAdoptForLeg(leg, statement, ask)
  if (decision === 'stay') return unhalted(ok({ changed: false, leg }))
  return 'ok' in decision ? unhalted(decision) : recordLocked(tx, decision, await readClock(tx))
}

function unhalted(reply: Recorded['reply']): Recorded {
  return { reply, halted: [] }
}
