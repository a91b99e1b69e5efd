import { refuseToArm, type LegEvidence } from '@surefoot/audit'
import {
  ok,
  PERMIT_LIFE_MS,
  refuse,
  type ExecutionRecord,
  type ledgerArm,
  type Permit,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { isOutstanding, readMatchExposure } from './exposure.ts'
import { appendLink } from './links.ts'
import { changeLeg, findRecord, plainMoney } from './records.ts'
import {
  deskOf,
  instant,
  legsOf,
  legsOfAccount,
  type LedgerLeg,
  type LedgerModel,
} from './state.ts'

type Ask = z.output<typeof ledgerArm.body>

export function onArm(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerArm.reply> {
  const target = ledger.state.legs.get(ask.legId)
  if (target === undefined) return refuse('NOT_AUTHORIZED', `There is no leg ${ask.legId}.`)
  const rules = { caps: ledger.caps, isSafeMode: false }
  const refusal = refuseToArm(readFacts(ledger, target, ask), ask, rules)
  return refusal ?? ok({ permit: writePermit(ledger, target, ask) })
}

function readFacts(
  ledger: LedgerModel,
  target: LedgerLeg,
  { nonce }: Ask,
): Parameters<typeof refuseToArm>[0] {
  const { deskId, legId, account, executionId, role, state, venue, deadline } = target.leg
  const { matchId } = target
  const lease = ledger.state.leases.get(`account:${deskId}:${account}`)
  return {
    now: new Date(ledger.nowMs()),
    trading: deskOf(ledger, deskId).control.trading,
    legId,
    account,
    role,
    state,
    venue,
    evidence: legsOf(ledger, executionId).map((own) => readEvidence(ledger, own)),
    matchId,
    executionId,
    deadline: new Date(deadline),
    execution: recordOf(ledger, executionId),
    leaseHolder: lease?.holder ?? null,
    leaseEpoch: lease?.epoch ?? null,
    leaseExpiresAt: lease === undefined ? null : new Date(lease.expiresAtMs),
    isNonceUsed: ledger.state.nonces.has(nonce),
    isSelectionBusy: legsOfAccount(ledger, deskId, account).some((own) =>
      isBusyWith(ledger, own, target),
    ),
    isUnreconciled: legsOfAccount(ledger, deskId, account).some(
      (own) => isOutstanding(ledger, own) && isOfOldEpoch(own, lease?.epoch ?? 0),
    ),
    exposure: readMatchExposure(ledger, matchId, target.leg),
  }
}

function recordOf(ledger: LedgerModel, executionId: string): ExecutionRecord {
  const record = findRecord(ledger, executionId)
  if (record === undefined) throw new Error(`The leg of execution ${executionId} has no execution`)
  return record
}

function readEvidence({ state }: LedgerModel, { leg }: LedgerLeg): LegEvidence {
  const { legId, role, deskId, account, providerId, contractVersion } = leg
  const known = state.evidence.get(`${deskId} ${account} ${providerId} ${contractVersion}`)
  const lease = state.leases.get(`account:${deskId}:${account}`)
  const isPresent = known?.executorId === lease?.holder && known?.epoch === lease?.epoch
  return {
    legId,
    role,
    account,
    providerId,
    contractVersion,
    wasRead: known?.wasRead === true,
    missing: known !== undefined && isPresent ? [...known.missing] : null,
  }
}

/** Whether another leg that may be taken for this one, of an execution that is open, is on the same selection. */
function isBusyWith(ledger: LedgerModel, own: LedgerLeg, target: LedgerLeg): boolean {
  const { legId, providerId, selectionId, executionId } = own.leg
  return (
    legId !== target.leg.legId &&
    providerId === target.leg.providerId &&
    selectionId === target.leg.selectionId &&
    isOutstanding(ledger, own) &&
    !(executionId === target.leg.executionId && own.leg.state === 'ACCEPTED') &&
    ledger.state.executions.get(executionId)?.row.closedAt === null
  )
}

/** Whether the leg may have been submitted under an older epoch, and it is not known what became of it. */
function isOfOldEpoch({ leg, permitEpoch }: LedgerLeg, epoch: number): boolean {
  const isOpen = leg.state === 'ARMED' || leg.state === 'PENDING' || leg.state === 'UNKNOWN'
  return isOpen && permitEpoch !== null && permitEpoch < epoch
}

function writePermit(ledger: LedgerModel, target: LedgerLeg, ask: Ask): Permit {
  const { legId, executorId, epoch, nonce, isSimulated } = ask
  const nowMs = ledger.nowMs()
  const { listedBefore } = ask
  const balanceBefore = ask.balanceBefore === null ? null : plainMoney(ask.balanceBefore)
  const change = { state: 'ARMED' as const, armedAt: instant(nowMs), balanceBefore, listedBefore }
  const { leg } = changeLeg(ledger, target, change, { permitEpoch: epoch })
  ledger.state.nonces.add(nonce)
  const expiresAtMs = Math.min(nowMs + PERMIT_LIFE_MS, Date.parse(leg.deadline))
  const permit: Permit = {
    permitId: ledger.newId(),
    legId,
    selectionId: leg.selectionId,
    stake: leg.stake,
    leastOdds: leg.leastOdds,
    venue: leg.venue,
    safeMode: false,
    expiresAt: instant(expiresAtMs),
    livesMs: expiresAtMs - nowMs,
  }
  const details = {
    executorId,
    epoch,
    nonce,
    isSimulated,
    permit,
    balanceBefore: ask.balanceBefore,
    listedBefore: listedBefore ?? null,
  }
  appendLink(ledger, { kind: 'leg.armed', executionId: leg.executionId, details })
  return permit
}
