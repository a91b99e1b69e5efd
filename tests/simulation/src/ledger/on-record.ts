import { claimOf, decideRecord, isLateReceipt } from '@surefoot/audit'
import { legStatus } from '@surefoot/arbitrage'
import { ok, refuse, type ledgerRecord, type Refusal, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import { appendLink } from './links.ts'
import { haltDesk } from './on-desk.ts'
import { changeLeg, changeRow, plainMoney, plainOdds } from './records.ts'
import type { LedgerLeg, LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerRecord.body>

export function onRecord(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerRecord.reply> {
  const target = ledger.state.legs.get(ask.legId)
  if (target === undefined) return refuse('NOT_FOUND', `There is no leg ${ask.legId}.`)
  const { leg } = target
  if (isLateReceipt(leg.state, ask)) {
    keepLateReceipt(ledger, target, ask)
    return ok({ changed: false, leg })
  }
  const decision = decideRecord(leg.state, ask)
  if (decision === 'stay') return ok({ changed: false, leg })
  if (decision !== 'move') return decision
  const claimed = refuseClaimedBet(ledger, target, ask)
  if (claimed !== undefined) return claimed
  const moved = moveLeg(ledger, target, ask)
  summarise(ledger, moved, ask)
  if (ask.to === 'ESCALATED') haltForEscalation(ledger, moved)
  const details = { ...ask, from: leg.state }
  appendLink(ledger, { kind: 'leg.recorded', executionId: leg.executionId, details })
  return ok({ changed: true, leg: moved.leg })
}

function refuseClaimedBet(
  { state }: LedgerModel,
  { leg: { legId, providerId, state: present } }: LedgerLeg,
  { receipt }: Ask,
): Refusal | undefined {
  const reference = claimOf(receipt)
  if (reference === null) return undefined
  const holder = [...state.legs.values()].find(
    ({ leg, betReference }) =>
      leg.legId !== legId && leg.providerId === providerId && betReference === reference,
  )
  if (holder === undefined) return undefined
  const message = `Bet ${reference} at ${providerId} is leg ${holder.leg.legId} already, so leg ${legId} stays ${present}.`
  return refuse('BET_CLAIMED', message)
}

function moveLeg(ledger: LedgerModel, target: LedgerLeg, { to, reason, receipt }: Ask): LedgerLeg {
  const betReference = claimOf(receipt)
  return changeLeg(
    ledger,
    target,
    { state: to, reason, ...(receipt === undefined ? {} : { receipt }) },
    {
      ...(betReference === null ? {} : { betReference }),
      ...(to === 'ACCEPTED'
        ? { acceptedStake: plainMoney(receipt?.stake ?? target.leg.stake) }
        : {}),
    },
  )
}

function summarise(
  ledger: LedgerModel,
  { leg, acceptedStake }: LedgerLeg,
  { to, receipt }: Ask,
): void {
  const { role, executionId } = leg
  if (role === 'H') return
  const status = legStatus(to)
  const stake = acceptedStake ?? leg.stake
  const taken = to === 'ACCEPTED' ? (receipt?.odds ?? null) : null
  const odds = taken === null ? null : plainOdds(taken)
  changeRow(
    ledger,
    executionId,
    role === 'A'
      ? { legA_status: status, stakeA: stake, ...(odds === null ? {} : { oddsA: odds }) }
      : { legB_status: status, stakeB: stake, ...(odds === null ? {} : { oddsB: odds }) },
  )
}

function haltForEscalation(ledger: LedgerModel, { leg }: LedgerLeg): void {
  const { deskId, executionId, legId, account } = leg
  const reason = `It is not known whether leg ${legId} was placed. Look at the bets of account ${account} and decide.`
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_NEW' })
}

/** There is a bet that no exposure counts: every click stops. The same receipt again changes nothing. */
function keepLateReceipt(ledger: LedgerModel, { leg }: LedgerLeg, ask: Ask): void {
  const { deskId, executionId, legId, account, state } = leg
  const receipt = JSON.stringify(ask.receipt)
  const isKept = ledger.state.links.some(
    ({ kind, details }) =>
      kind === 'late_receipt' &&
      details['legId'] === legId &&
      JSON.stringify(details['receipt']) === receipt,
  )
  if (isKept) return
  const reason = `Leg ${legId} had ended as ${state} when its provider said that the bet was taken. Look at the bets of account ${account} and decide.`
  haltDesk(ledger, { deskId, executionId, reason, trading: 'HALT_ALL' })
  appendLink(ledger, { kind: 'late_receipt', executionId, details: { ...ask, from: state } })
}
