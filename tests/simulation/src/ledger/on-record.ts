import {
  claimOf,
  decideRecord,
  DOUBTED_STATES,
  holdRecord,
  reasonOfDoubt,
  unplacedCauseOf,
  UNNAMED_STATES,
} from '@surefoot/audit'
import { haltsDesk, legStatus, type Doubt } from '@surefoot/arbitrage'
import { ok, refuse, type ledgerRecord, type Refusal, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from './links.ts'
import { keepUnknownLeg, keepUnplacedReceipt } from './keep-unplaced.ts'
import { haltDesk } from './on-desk.ts'
import { changeLeg, changeRow, plainMoney, plainOdds } from './records.ts'
import type { LedgerLeg, LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerRecord.body>

export function onRecord(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerRecord.reply> {
  const target = ledger.state.legs.get(ask.legId)
  const cause = unplacedCauseOf(target && { ...target, ...target.leg }, ask)
  if (target === undefined) {
    if (cause !== undefined) keepUnknownLeg(ledger, ask)
    return refuse('NOT_FOUND', `There is no leg ${ask.legId}.`)
  }
  const { leg } = target
  if (cause !== undefined) {
    keepUnplacedReceipt(ledger, target, { ask, cause })
    return ok({ changed: false, leg })
  }
  const held = holdRecord(leg, ask, {
    plannedOdds: plannedOddsOf(ledger, target, ask),
    isNamedBefore: isNamedBefore(ledger, target, ask),
    hasUnnamedBefore: hasUnnamedBefore(ledger, target, ask),
  })
  const decision = decideRecord(leg.state, held.ask)
  if (decision === 'stay') {
    if (held.doubt) keepDoubt(ledger, target, { ...held, doubt: held.doubt, hasMoved: false })
    return ok({ changed: false, leg })
  }
  if (decision !== 'move') return decision
  const claimed = refuseClaimedBet(ledger, target, held.ask)
  if (claimed !== undefined) return claimed
  const moved = moveLeg(ledger, target, held.ask)
  summarise(ledger, moved, held.ask)
  const details = { ...held.ask, from: leg.state }
  appendLink(ledger, { kind: 'leg.recorded', executionId: leg.executionId, details })
  if (held.doubt) keepDoubt(ledger, moved, { ...held, doubt: held.doubt, hasMoved: true })
  else if (held.ask.to === 'ESCALATED') haltForEscalation(ledger, moved)
  return ok({ changed: true, leg: moved.leg })
}

function plannedOddsOf(
  { state }: LedgerModel,
  { leg }: LedgerLeg,
  { receipt }: Ask,
): string | null {
  if (leg.role === 'H' || leg.state === 'ACCEPTED' || receipt?.state !== 'ACCEPTED') return null
  const row = state.executions.get(leg.executionId)?.row
  return (leg.role === 'A' ? row?.oddsA : row?.oddsB) ?? null
}

/** An answer that its permit does not allow halts the desk; one that moved nothing is linked, once. */
function keepDoubt(
  ledger: LedgerModel,
  { leg }: LedgerLeg,
  {
    ask,
    doubt,
    hasMoved,
  }: { readonly ask: Ask; readonly doubt: Doubt; readonly hasMoved: boolean },
): void {
  const { deskId, executionId, state } = leg
  if (!hasMoved) {
    if (isInChain(ledger, ['doubted_answer', 'leg.recorded'], ask)) return
    appendLink(ledger, { kind: 'doubted_answer', executionId, details: { ...ask, from: state } })
  }
  if (!haltsDesk(doubt)) return
  haltDesk(ledger, { deskId, executionId, reason: reasonOfDoubt(leg, doubt), trading: 'HALT_NEW' })
}

function isInChain({ state }: LedgerModel, kinds: readonly string[], ask: Ask): boolean {
  const receipt = JSON.stringify(ask.receipt)
  return state.links.some(
    ({ kind, details }) =>
      kinds.includes(kind) &&
      details['legId'] === ask.legId &&
      JSON.stringify(details['receipt']) === receipt,
  )
}

function othersOf({ state }: LedgerModel, { leg: own }: LedgerLeg): LedgerLeg[] {
  return [...state.legs.values()].filter(
    ({ leg }) =>
      leg.legId !== own.legId &&
      leg.deskId === own.deskId &&
      leg.account === own.account &&
      leg.providerId === own.providerId,
  )
}

const named = z.object({ receipt: z.object({ namedReference: z.string().optional() }).optional() })

function isNamedBefore(ledger: LedgerModel, target: LedgerLeg, { receipt }: Ask): boolean {
  const reference = claimOf(receipt)
  if (reference === null || reference === target.betReference) return false
  const doubted = othersOf(ledger, target).filter(({ leg }) => DOUBTED_STATES.includes(leg.state))
  const ids = new Set<unknown>(doubted.map(({ leg }) => leg.legId))
  return (
    doubted.some(({ leg }) => leg.receipt?.namedReference === reference) ||
    ledger.state.links.some(
      ({ kind, details }) =>
        kind === 'doubted_answer' &&
        ids.has(details['legId']) &&
        named.parse(details).receipt?.namedReference === reference,
    )
  )
}

function hasUnnamedBefore(ledger: LedgerModel, target: LedgerLeg, { receipt }: Ask): boolean {
  const reference = claimOf(receipt)
  const { armedAt } = target.leg
  if (reference === null || reference === target.betReference || armedAt === null) return false
  return othersOf(ledger, target).some(
    ({ leg, betReference }) =>
      UNNAMED_STATES.includes(leg.state) &&
      betReference === null &&
      leg.armedAt !== null &&
      Date.parse(leg.armedAt) < Date.parse(armedAt) &&
      ledger.state.executions.get(leg.executionId)?.row.closedAt === null,
  )
}

function refuseClaimedBet(
  ledger: LedgerModel,
  target: LedgerLeg,
  { receipt }: Ask,
): Refusal | undefined {
  const reference = claimOf(receipt)
  if (reference === null) return undefined
  const holder = othersOf(ledger, target).find(({ betReference }) => betReference === reference)
  if (holder === undefined) return undefined
  const { providerId, legId, state: present } = target.leg
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
