import { legStatus } from '@surefoot/arbitrage'
import {
  ok,
  refuse,
  type ledgerRecord,
  type LimitChange,
  type Reply,
} from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockDeskOfLeg, lockExecutionOfLeg } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Leg } from '../generated/client.ts'
import { announceLimit } from '../limit/announce-limit.ts'
import { learnLimit } from '../limit/learn-limit.ts'
import type { Ledger } from '../ports.ts'
import { claimOf, hasUnnamedBefore, isNamedBefore, refuseClaimedBet } from './claim-bet.ts'
import { decideRecord, type RecordAsk } from './decide-record.ts'
import { holdRecord, type Held } from './hold-record.ts'
import { keepDoubt } from './keep-doubt.ts'
import { keepUnknownLeg, keepUnplacedReceipt } from './keep-unplaced-bet.ts'
import { readLeg } from './rows.ts'
import { unplacedCauseOf, type HeldLeg } from './unplaced-bet.ts'

type Answer = Reply<typeof ledgerRecord.reply>

/**
 * Moves a leg along its table and the summary in its audit row with it, in one commit. A leg that only a person can
 * resolve also halts its desk, and so does an acceptance that no leg can have, and an answer that claims what its permit
 * does not allow.
 */
export async function onRecord(ledger: Ledger, ask: RecordAsk): Promise<Answer> {
  const { reply, halted, learnt } = await transact(ledger.database, (tx) => record(tx, ask))
  for (const change of halted) announceControl(ledger, change)
  if (learnt !== undefined) announceLimit(ledger, learnt)
  return reply
}

export interface Recorded {
  readonly reply: Answer
  /** The desks that this halted. */
  readonly halted: readonly ControlChange[]
}

/** An answer, and what an operator finds of it, shows what the provider takes of a stake. */
async function record(
  tx: Transaction,
  ask: RecordAsk,
): Promise<Recorded & { readonly learnt: LimitChange | undefined }> {
  if (mayHalt(ask)) await lockDeskOfLeg(tx, ask.legId)
  await lockExecutionOfLeg(tx, ask.legId)
  const recorded = await recordLocked(tx, ask)
  const { reply } = recorded
  const learnt = reply.ok && reply.changed ? await learnLimit(tx, reply.leg) : undefined
  return { ...recorded, learnt }
}

/** The same for a caller that has locked the desk and the execution. No limit is learnt from it. */
export async function recordLocked(tx: Transaction, ask: RecordAsk): Promise<Recorded> {
  const leg = await tx.leg.findUnique({ where: { id: ask.legId } })
  if (leg === null) return recordUnknown(tx, ask)
  const { state } = readLeg(leg)
  const cause = unplacedCauseOf(heldLeg(leg), ask)
  if (cause !== undefined) {
    const halted = await keepUnplacedReceipt(tx, leg, { ask, state, cause })
    return { reply: ok({ changed: false, leg: readLeg(leg) }), halted }
  }
  const expected = {
    plannedOdds: await findPlannedOdds(tx, leg, ask),
    isNamedBefore: await isNamedBefore(tx, leg, ask),
    hasUnnamedBefore: await hasUnnamedBefore(tx, leg, ask),
  }
  return recordHeld(tx, leg, holdRecord(readLeg(leg), ask, expected))
}

async function recordHeld(tx: Transaction, leg: Leg, { ask, doubt }: Held): Promise<Recorded> {
  const decision = decideRecord(readLeg(leg).state, ask)
  if (decision === 'stay') {
    const kept = doubt && (await keepDoubt(tx, leg, { ask, doubt, hasMoved: false }))
    return haltedBy(ok({ changed: false, leg: readLeg(leg) }), kept)
  }
  if (decision !== 'move') return unhalted(decision)
  const claimed = await refuseClaimedBet(tx, leg, ask)
  if (claimed !== undefined) return unhalted(claimed)
  const moved = await moveLeg(tx, leg, ask)
  await summarise(tx, moved, ask)
  const halt = doubt
    ? await keepDoubt(tx, moved, { ask, doubt, hasMoved: true })
    : await haltForEscalation(tx, moved)
  const details = { ...ask, from: leg.state }
  await appendLink(tx, { kind: 'leg.recorded', executionId: leg.executionId, details })
  return haltedBy(ok({ changed: true, leg: readLeg(moved) }), halt)
}

/** Of A or B, in its audit row until the provider has taken it. */
async function findPlannedOdds(
  tx: Transaction,
  { executionId, role, state }: Leg,
  { receipt }: RecordAsk,
): Promise<string | null> {
  if (role === 'H' || state === 'ACCEPTED' || receipt?.state !== 'ACCEPTED') return null
  const row = await tx.execution.findUniqueOrThrow({
    where: { id: executionId },
    select: { oddsA: true, oddsB: true },
  })
  return (role === 'A' ? row.oddsA : row.oddsB).toFixed()
}

/** An acceptance of a leg that the ledger does not hold is kept all the same. */
async function recordUnknown(tx: Transaction, ask: RecordAsk): Promise<Recorded> {
  const cause = unplacedCauseOf(undefined, ask)
  const halted = cause === undefined ? [] : await keepUnknownLeg(tx, ask)
  return { reply: refuse('NOT_FOUND', `There is no leg ${ask.legId}.`), halted }
}

function heldLeg(row: Leg): HeldLeg {
  const { state, receipt } = readLeg(row)
  const { betReference, acceptedStake } = row
  return { state, receipt, betReference, acceptedStake: acceptedStake?.toFixed(2) ?? null }
}

/** Whether the desk may have to be halted: it is locked before the execution, so before the leg's state is known. */
function mayHalt({ to, receipt }: RecordAsk): boolean {
  return to === 'ESCALATED' || (receipt !== undefined && receipt.state !== 'REJECTED')
}

function unhalted(reply: Answer): Recorded {
  return { reply, halted: [] }
}

function haltedBy(reply: Answer, halt: ControlChange | undefined): Recorded {
  return halt === undefined ? unhalted(reply) : { reply, halted: [halt] }
}

async function haltForEscalation(
  tx: Transaction,
  { deskId, id: legId, account, executionId, state }: Leg,
): Promise<ControlChange | undefined> {
  if (state !== 'ESCALATED') return undefined
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
