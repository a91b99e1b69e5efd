import { refuseToArm, sumExposure } from '@surefoot/audit'
import {
  ok,
  PERMIT_LIFE_MS,
  refuse,
  type ledgerArm,
  type LegRole,
  type LegState,
  type Permit,
  type Reply,
} from '@surefoot/shared'
import type { z } from 'zod'
import { isOutstanding, readOutstanding } from './exposure.ts'
import { appendLink } from './links.ts'
import { changeLeg, plainMoney } from './records.ts'
import { deskOf, instant, legsOfAccount, type LedgerLeg, type LedgerModel } from './state.ts'

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
  const { deskId, account, executionId, role, state, deadline } = target.leg
  const { matchId } = target
  const lease = ledger.state.leases.get(`account:${deskId}:${account}`)
  const stateOf = (which: LegRole): LegState =>
    ledger.state.legs.get(`${executionId}-${which}`)?.leg.state ?? 'VOID'
  return {
    now: new Date(ledger.nowMs()),
    trading: deskOf(ledger, deskId).control.trading,
    account,
    role,
    state,
    matchId,
    deadline: new Date(deadline),
    stateA: stateOf('A'),
    stateB: stateOf('B'),
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
    exposure: sumExposure(readOutstanding(ledger, deskId), account),
  }
}

/** Whether another leg that may be a bet, of an execution that is open, is on the same selection. */
function isBusyWith(ledger: LedgerModel, own: LedgerLeg, target: LedgerLeg): boolean {
  const { legId, providerId, selectionId, executionId } = own.leg
  return (
    legId !== target.leg.legId &&
    providerId === target.leg.providerId &&
    selectionId === target.leg.selectionId &&
    isOutstanding(ledger, own) &&
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
  const balanceBefore = ask.balanceBefore === null ? null : plainMoney(ask.balanceBefore)
  const change = { state: 'ARMED' as const, armedAt: instant(nowMs), balanceBefore }
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
  const details = { executorId, epoch, nonce, isSimulated, permit, balanceBefore }
  appendLink(ledger, { kind: 'leg.armed', executionId: leg.executionId, details })
  return permit
}
