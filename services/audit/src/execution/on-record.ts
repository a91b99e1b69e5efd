import {
  ok,
  refuse,
  type ledgerRecord,
  type LimitChange,
  type Reply,
} from '@surefoot/shared/messages'
import { lockLeg } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Execution, Leg } from '../generated/client.ts'
import { announceLimit } from '../limit/announce-limit.ts'
import { learnLimit } from '../limit/learn-limit.ts'
import type { Ledger } from '../ports.ts'
import { hasUnnamedBefore, isNamedBefore, refuseClaimedBet } from './claim-bet.ts'
import { decideRecord, type RecordAsk } from './decide-record.ts'
import { holdRecord, type Held } from './hold-record.ts'
import { keepDoubt } from './keep-doubt.ts'
import { keepUnknownLeg, keepUnplacedReceipt } from './keep-unplaced-bet.ts'
import { moveLeg } from './move-leg.ts'
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
  const at = await lockLeg(tx, ask.legId, { withDesk: mayHalt(ask) })
  const recorded = at === null ? await recordUnknown(tx, ask) : await recordLocked(tx, ask, at)
  const { reply } = recorded
  const learnt = reply.ok && reply.changed ? await learnLimit(tx, reply.leg) : undefined
  return { ...recorded, learnt }
}

/** The same for a caller that has locked the desk and the execution, at that instant. No limit is learnt from it. */
export async function recordLocked(tx: Transaction, ask: RecordAsk, at: Date): Promise<Recorded> {
  const execution = { select: { oddsA: true, oddsB: true } }
  const leg = await tx.leg.findUniqueOrThrow({ where: { id: ask.legId }, include: { execution } })
  const { state } = readLeg(leg)
  const cause = unplacedCauseOf(heldLeg(leg), ask)
  if (cause !== undefined) {
    const halted = await keepUnplacedReceipt(tx, leg, { ask, state, cause })
    return { reply: ok({ changed: false, leg: readLeg(leg) }), halted }
  }
  const expected = {
    plannedOdds: plannedOddsOf(leg, ask),
    isNamedBefore: await isNamedBefore(tx, leg, ask),
    hasUnnamedBefore: await hasUnnamedBefore(tx, leg, ask),
  }
  return recordHeld(tx, leg, { ...holdRecord(readLeg(leg), ask, expected), at })
}

async function recordHeld(
  tx: Transaction,
  leg: Leg,
  { ask, doubt, at }: Held & { readonly at: Date },
): Promise<Recorded> {
  const decision = decideRecord(readLeg(leg).state, ask)
  if (decision === 'stay') {
    const kept = doubt && (await keepDoubt(tx, leg, { ask, doubt, hasMoved: false }))
    return haltedBy(ok({ changed: false, leg: readLeg(leg) }), kept)
  }
  if (decision !== 'move') return unhalted(decision)
  const claimed = await refuseClaimedBet(tx, leg, ask)
  if (claimed !== undefined) return unhalted(claimed)
  const moved = await moveLeg(tx, leg, ask, at)
  const halt = doubt
    ? await keepDoubt(tx, moved, { ask, doubt, hasMoved: true })
    : await haltForEscalation(tx, moved)
  return haltedBy(ok({ changed: true, leg: readLeg(moved) }), halt)
}

/** Of A or B, in its audit row until the provider has taken it. */
function plannedOddsOf(
  { role, state, execution }: Leg & { execution: Pick<Execution, 'oddsA' | 'oddsB'> },
  { receipt }: RecordAsk,
): string | null {
  if (role === 'H' || state === 'ACCEPTED' || receipt?.state !== 'ACCEPTED') return null
  return (role === 'A' ? execution.oddsA : execution.oddsB).toFixed()
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
