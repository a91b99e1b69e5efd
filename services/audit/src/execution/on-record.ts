import { legStatus } from '@surefoot/arbitrage'
import { ok, refuse, type ledgerRecord, type Reply } from '@surefoot/shared'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockDeskOfLeg, lockExecutionOfLeg } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Leg } from '../generated/client.ts'
import type { Ledger } from '../ports.ts'
import { claimOf, refuseClaimedBet } from './claim-bet.ts'
import { decideRecord, type RecordAsk } from './decide-record.ts'
import { isLateReceipt, keepLateReceipt } from './late-receipt.ts'
import { readLeg } from './rows.ts'

type Answer = Reply<typeof ledgerRecord.reply>

/**
 * Moves a leg along its table and the summary in its audit row with it, in one commit. A leg that only a person can
 * resolve also halts its desk, and so does a bet that was taken after its leg had ended.
 */
export async function onRecord(ledger: Ledger, ask: RecordAsk): Promise<Answer> {
  const { reply, halted } = await transact(ledger.database, (tx) => record(tx, ask))
  if (halted !== undefined) announceControl(ledger, halted)
  return reply
}

interface Recorded {
  readonly reply: Answer
  /** The desk, if it was halted by this. */
  readonly halted?: ControlChange
}

async function record(tx: Transaction, ask: RecordAsk): Promise<Recorded> {
  if (mayHalt(ask)) await lockDeskOfLeg(tx, ask.legId)
  await lockExecutionOfLeg(tx, ask.legId)
  const leg = await tx.leg.findUnique({ where: { id: ask.legId } })
  if (leg === null) return { reply: refuse('NOT_FOUND', `There is no leg ${ask.legId}.`) }
  if (isLateReceipt(readLeg(leg).state, ask)) {
    const halted = await keepLateReceipt(tx, leg, ask)
    return answer(ok({ changed: false, leg: readLeg(leg) }), halted)
  }
  const decision = decideRecord(readLeg(leg).state, ask)
  if (decision === 'stay') return { reply: ok({ changed: false, leg: readLeg(leg) }) }
  if (decision !== 'move') return { reply: decision }
  const claimed = await refuseClaimedBet(tx, leg, ask)
  if (claimed !== undefined) return { reply: claimed }
  const moved = await moveLeg(tx, leg, ask)
  await summarise(tx, moved, ask)
  const halted = ask.to === 'ESCALATED' ? await haltForEscalation(tx, moved) : undefined
  const details = { ...ask, from: leg.state }
  await appendLink(tx, { kind: 'leg.recorded', executionId: leg.executionId, details })
  return answer(ok({ changed: true, leg: readLeg(moved) }), halted)
}

/** Whether the desk may have to be halted: it is locked before the execution, so before the leg's state is known. */
function mayHalt({ to, receipt }: RecordAsk): boolean {
  return to === 'ESCALATED' || receipt?.state === 'ACCEPTED'
}

function answer(reply: Answer, halted: ControlChange | undefined): Recorded {
  return halted === undefined ? { reply } : { reply, halted }
}

function haltForEscalation(
  tx: Transaction,
  { deskId, id: legId, account, executionId }: Leg,
): Promise<ControlChange | undefined> {
  const reason = `It is not known whether leg ${legId} was placed. Look at the bets of account ${account} and decide.`
  return haltDesk(tx, {
    deskId,
    executionId,
    account,
    code: 'LEG_ESCALATED',
    reason,
    trading: 'HALT_NEW',
  })
}

async function moveLeg(
  tx: Transaction,
  leg: Leg,
  { to, reason, receipt }: RecordAsk,
): Promise<Leg> {
  const betReference = claimOf(receipt)
  return tx.leg.update({
    where: { id: leg.id },
    data: {
      state: to,
      reason,
      changedAt: await readClock(tx),
      ...(receipt === undefined ? {} : { receipt: toJson(receipt) }),
      ...(betReference === null ? {} : { betReference }),
      ...(to === 'ACCEPTED' ? { acceptedStake: receipt?.stake ?? leg.stake } : {}),
    },
  })
}

/** The audit row has what was planned until the provider has said what it took. */
async function summarise(tx: Transaction, leg: Leg, { to, receipt }: RecordAsk): Promise<void> {
  if (leg.role === 'H') return
  const status = legStatus(to)
  const stake = leg.acceptedStake ?? leg.stake
  const odds = to === 'ACCEPTED' ? (receipt?.odds ?? undefined) : undefined
  await tx.execution.update({
    where: { id: leg.executionId },
    data:
      leg.role === 'A'
        ? { legAStatus: status, stakeA: stake, ...(odds === undefined ? {} : { oddsA: odds }) }
        : { legBStatus: status, stakeB: stake, ...(odds === undefined ? {} : { oddsB: odds }) },
  })
}
