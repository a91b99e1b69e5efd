import { isFinal } from '@surefoot/arbitrage'
import type { Leg, LegState, Receipt, Refusal } from '@surefoot/shared'
import { announceLeg, logLeg } from './announce.ts'
import type { Ports } from './ports.ts'

export interface Move {
  readonly to: LegState
  readonly reason: string
  readonly receipt?: Receipt
  readonly evidence?: Readonly<Record<string, unknown>>
}

const BY = 'execution'
const LONGEST_REASON = 500

/** Ask the ledger to move a leg. Answers the leg as the ledger holds it, moved or not: the caller reads its state. */
export async function moveLeg(ports: Ports, legId: string, move: Move): Promise<Leg> {
  const { changed, leg } = await ports.ledger.record({
    ...move,
    legId,
    by: BY,
    reason: move.reason.slice(0, LONGEST_REASON),
  })
  if (changed) announceLeg(ports, leg, 'leg')
  else if (move.to === 'ACCEPTED') reportLateReceipt(ports, leg, move)
  return leg
}

/** A final leg keeps its state; but the provider has a bet of it that the ledger does not count. */
function reportLateReceipt(ports: Ports, leg: Leg, { receipt }: Move): void {
  if (leg.state === 'ACCEPTED' || !isFinal(leg.state)) return
  const reference = receipt?.betReference ?? 'without a reference'
  const message = `Leg ${leg.legId} ended as ${leg.state}, but its provider accepted it as bet ${reference}: look at the bets of account ${leg.account}`
  logLeg(ports, leg, {
    level: 'error',
    code: 'RECEIPT_AFTER_END',
    message,
    details: { receipt },
  })
}

/** Refuse a leg that was never submitted; one that was keeps its state. */
export async function denyLeg(ports: Ports, legId: string, refusal: Refusal): Promise<Leg> {
  return moveLeg(ports, legId, { to: 'DENIED', reason: `${refusal.code}: ${refusal.message}` })
}
